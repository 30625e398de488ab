"""The real document on screen, drawn anew a moment after anything changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from ldcoach.errors import LDCoachError
from ldcoach.services.ports import PageImage, PagePreview
from ldcoach.ui.tasks import Running, Step, Tasks
from ldcoach.ui.theme.current import colour
from ldcoach.ui.widgets.labels import small

DRAW_AFTER_MS = 250
_MARGIN, _GAP = 24, 24
_SHADOW = ((12, 3), (9, 4), (6, 5), (4, 6), (2, 8))
"""How far the shadow reaches, in pixels, and how dark that ring is, of 255."""


class DocumentPreview(QFrame):
    """Shows the pages of a PDF. `drawn` says that the newest document is on screen, `failed` why it could not be."""

    drawn = Signal()
    failed = Signal(str)

    def __init__(self, tasks: Tasks, preview: PagePreview) -> None:
        super().__init__()
        self.setProperty("card", "sunken")
        self._tasks = tasks
        self._preview = preview
        self._render: Callable[[], bytes] | None = None
        self._running: Running | None = None
        self._asked = 0
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(DRAW_AFTER_MS)
        self._wait.timeout.connect(self._on_wait_timeout)
        self.paper = _Paper()
        self._where = small("")
        self._where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scroll = QScrollArea()
        self._lay_out()

    def show_document(self, render: Callable[[], bytes]) -> None:
        """Draw what `render` returns, soon; a later call takes the place of this one."""
        self._render = render
        self._asked += 1
        if not self.paper.images:
            self._where.setText(self.tr("Drawing the document\N{HORIZONTAL ELLIPSIS}"))
        self._wait.start()

    def pages(self) -> int:
        """Return how many pages are shown."""
        return len(self.paper.images)

    def page(self) -> int:
        """Return the page at the top, from 0."""
        return self.paper.page_at(self._scroll.verticalScrollBar().value() + self._scroll.viewport().height() // 3)

    def turn(self, pages: int) -> None:
        """Go so many pages on, or back."""
        if self.paper.images:
            to = min(max(self.page() + pages, 0), self.pages() - 1)
            self._scroll.verticalScrollBar().setValue(int(self.paper.top_of(to)) - _MARGIN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw sharp again at another width."""
        super().resizeEvent(event)
        if self._render is not None and event.oldSize().width() != event.size().width():
            self.show_document(self._render)

    def _lay_out(self) -> None:
        self._scroll.setWidget(self.paper)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that came and went with the pages would change their width after they were drawn.
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._scroll.viewport().setAutoFillBackground(False)
        self.paper.setAutoFillBackground(False)
        self._scroll.verticalScrollBar().valueChanged.connect(self._show_where)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._where)

    def _on_wait_timeout(self) -> None:
        render, preview, asked = self._render, self._preview, self._asked
        if render is None:
            return
        if self._running is not None:
            self._running.cancel()
        width = int(max(self._scroll.viewport().width() - 2 * _MARGIN, 200) * self.devicePixelRatioF())

        def job(step: Step) -> tuple[int, list[QImage]]:
            step(0, 2)
            pdf = render()
            step(1, 2)
            return asked, [_image(page) for page in preview.pages(pdf, width)]

        running = self._tasks.run(job, self._show_pages, self._on_running_failed)
        running.ended.connect(lambda: self._forget(running))
        self._running = running

    def _forget(self, running: Running) -> None:
        if self._running is running:
            self._running = None

    def _show_pages(self, made: tuple[int, list[QImage]]) -> None:
        asked, pages = made
        # The page may have been put away, with its record, while the document was drawn.
        if asked != self._asked or not isValid(self):
            return
        self.paper.show_pages(pages)
        self._show_where()
        self.drawn.emit()

    def _on_running_failed(self, error: LDCoachError) -> None:
        if not isValid(self):
            return
        self.paper.show_pages([])
        self._where.setText(self.tr("The document cannot be shown as it is."))
        self.failed.emit(str(error))

    def _show_where(self) -> None:
        if self.paper.images:
            pattern = self.tr("Page {page} of {pages}")
            self._where.setText(pattern.format(page=self.page() + 1, pages=self.pages()))


class _Paper(QWidget):
    """Pages below one another, each with a soft shadow, at the width that there is."""

    def __init__(self) -> None:
        super().__init__()
        self.images: list[QImage] = []
        self.setAccessibleName(self.tr("The document as it would leave"))

    def show_pages(self, images: Sequence[QImage]) -> None:
        self.images = list(images)
        self._fit()
        self.update()

    def top_of(self, page: int) -> float:
        """Return where a page begins, in pixels."""
        return _MARGIN + sum(self._height(image) + _GAP for image in self.images[:page])

    def page_at(self, y: int) -> int:
        """Return the page at a height, from 0."""
        return max((page for page in range(len(self.images)) if self.top_of(page) - _GAP <= y), default=0)

    def sizeHint(self) -> QSize:
        return QSize(320, int(self.top_of(len(self.images))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, image in enumerate(self.images):
            box = QRectF(_MARGIN, self.top_of(number), self._width(), self._height(image))
            if box.intersects(QRectF(event.rect()).adjusted(-_GAP, -_GAP, _GAP, _GAP)):
                _draw_page(painter, box, image)
        painter.end()
        event.accept()

    def _width(self) -> float:
        return max(self.width() - 2 * _MARGIN, 1)

    def _height(self, image: QImage) -> float:
        return self._width() * image.height() / max(image.width(), 1)

    def _fit(self) -> None:
        self.setMinimumHeight(int(self.top_of(len(self.images))))


def _draw_page(painter: QPainter, box: QRectF, image: QImage) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for reach, dark in _SHADOW:
        painter.setBrush(QColor(16, 24, 40, dark))
        painter.drawRoundedRect(box.adjusted(-reach, -reach / 2, reach, reach * 1.5), reach, reach)
    painter.drawImage(box, image)
    painter.setPen(colour("border"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)


def _image(page: PageImage) -> QImage:
    # The copy owns its pixels; without it Qt would read bytes that Python has let go.
    return QImage(page.rgba, page.width, page.height, page.width * 4, QImage.Format.Format_RGBA8888).copy()
