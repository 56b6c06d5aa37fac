"""A line between browser and system that can fall silent: it takes every connection, and lets nothing through."""

import socket
import threading
from types import TracebackType


class HangingLine:
    """Forwards every connection to a port of this machine, until it ``hangs``."""

    def __init__(self, port: int) -> None:
        self.hangs = False
        self._to = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]

    def __enter__(self) -> "HangingLine":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return  # closed
            far = socket.create_connection(("127.0.0.1", self._to))
            for source, target in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(source, target), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                if not self.hangs:
                    target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            target.close()
