"""What leaves and what comes back: documents as PDF, charts for paper and screen, page pictures."""
