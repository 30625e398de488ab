"""One file a page: it shows a read-model and calls one service for each act."""
