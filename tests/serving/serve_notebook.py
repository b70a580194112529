"""Serve the notebook named first on the port named second (0: any), as a program."""

import sys
from pathlib import Path

from workbook.content import load_texts
from workbook.serving.appearance import Appearance
from workbook.serving.own_computer import bound, serve
from workbook.settings import Settings

if __name__ == "__main__":
    notebook, port = Path(sys.argv[1]), int(sys.argv[2])
    settings = Settings(file=notebook.with_name("mine.workbook"))
    serve(
        notebook,
        settings,
        Appearance(load_texts(settings), "da"),
        listening=bound(port),
        when_ready=lambda url: sys.stdout.write(f"{url}\n") and sys.stdout.flush(),
        verbose=True,
    )
