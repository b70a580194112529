"""Serve a notebook as `workbook open` does: NOTEBOOK SITE PORT COMPRESSED."""

import sys
from pathlib import Path

from tests.bench.table import say
from workbook.content import load_texts
from workbook.serving.appearance import Appearance
from workbook.serving.own_computer import bound, serve
from workbook.serving.voila_server import WorkbookServer
from workbook.settings import Settings


def main(notebook: Path, site: Path, port: int, *, compressed: bool) -> None:
    """Serve until terminated; with ``compressed`` the websocket is deflated."""
    settings = Settings(site=site, file=notebook.with_suffix(".workbook"))
    stock = WorkbookServer.init_settings

    def init_settings(self: WorkbookServer) -> dict[str, object]:
        chosen: dict[str, object] | None = {} if compressed else None
        return {**stock(self), "websocket_compression_options": chosen}

    WorkbookServer.init_settings = init_settings  # type: ignore[method-assign]
    serve(
        notebook,
        settings,
        Appearance(load_texts(settings), "da"),
        listening=bound(port),
        when_ready=say,
    )


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        Path(sys.argv[2]),
        int(sys.argv[3]),
        compressed=sys.argv[4] == "1",
    )
