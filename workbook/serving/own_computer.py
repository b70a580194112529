"""`workbook open`: the participant's own workbook in his own browser."""

import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from workbook.book import Workbook
from workbook.content import Texts
from workbook.errors import ServingError
from workbook.serving.appearance import Appearance
from workbook.serving.quiet_log import start_log
from workbook.serving.secret import cookie_secret
from workbook.serving.voila_server import HOST, WorkbookServer, configuration
from workbook.settings import Settings, data_folder, packaged

# Always the same: a page keeps words that are not yet saved under its address.
PORT = 17326


def open_workbook(
    settings: Settings,
    *,
    port: int = PORT,
    in_browser: bool = True,
    verbose: bool = False,
    say: Callable[..., None],
) -> None:
    """Serve the participant's file at one address until he stops it.

    ``say`` gets the key of a text and its details. Everything that can be wrong is
    found before the server starts, and raised as a WorkbookError.
    """
    found = browser() if in_browser else None

    def ready(url: str) -> None:
        say("commands.opened", url=url)
        say("commands.stop")
        if found:
            # A browser in a terminal holds the caller until it is closed.
            threading.Thread(target=found.open, args=(url,), daemon=True).start()

    with bound(port) as listening:
        settings, texts = checked(settings)
        serve(
            packaged("notebooks", "all_steps.ipynb"),
            settings,
            Appearance(texts, settings.language),
            listening=listening,
            when_ready=ready,
            verbose=verbose,
        )
    say("commands.stopped")


def bound(port: int) -> socket.socket:
    """Take a port on this computer; raise ServingError when somebody has it."""
    try:
        taken = socket.create_server((HOST, port))
    except OSError as fault:
        raise ServingError("port_in_use", port=port) from fault
    taken.setblocking(False)
    return taken


def browser() -> webbrowser.BaseBrowser:
    """Return this computer's browser; raise ServingError when there is none."""
    try:
        return webbrowser.get()
    except webbrowser.Error as fault:
        raise ServingError("no_browser") from fault


def checked(settings: Settings) -> tuple[Settings, Texts]:
    """Open the workbook file once, so that what is wrong with it is said here.

    Returns the settings with the file's path and its participant's language, and
    the texts. Raises ContentError or StoreError.
    """
    with closing(Workbook.open(settings=settings)) as book:
        file = settings.workbook_file()
        return replace(settings, file=file, language=book.language), book.content.texts


def serve(
    notebook: Path,
    settings: Settings,
    appearance: Appearance,
    *,
    listening: socket.socket,
    when_ready: Callable[[str], None],
    verbose: bool = False,
) -> None:
    """Serve a notebook until told to stop; ``when_ready`` gets the one-time address."""
    start_log(verbose=verbose)
    server = WorkbookServer.instance(
        listening=listening,
        appearance=appearance,
        when_ready=when_ready,
        notebook_path=str(notebook),
        config=configuration(
            port=int(listening.getsockname()[1]),
            secret=cookie_secret(data_folder()),
            given=settings.environment(),
            verbose=verbose,
        ),
    )
    server.initialize([])
    server.start()
