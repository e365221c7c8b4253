"""A small client of a language server, over its standard input and output.

https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SETTINGS: dict[str, Any] = {
    **dict.fromkeys(("validate", "hover", "completion"), True),
    **{store: {"enable": False} for store in ("schemaStore", "kubernetesCRDStore")},
}
"""What VS Code sends for `yaml` by default, without the network."""


class Client:
    """One server and what it said."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path) -> None:
        self.process = process
        self.root = root
        self.count = 0
        self.opened: dict[str, int] = {}
        self.request(
            "initialize",
            processId=None,
            rootUri=root.as_uri(),
            workspaceFolders=[{"uri": root.as_uri(), "name": "timeline"}],
            capabilities={
                "textDocument": {
                    "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                    "hover": {"contentFormat": ["markdown"]},
                },
                "workspace": {"configuration": True},
            },
        )
        self.notify("initialized")

    def open(self, path: str, text: str) -> list[dict[str, Any]]:
        """Open a file with this text, or give it this text; what the server finds wrong with it."""
        uri = (self.root / path).as_uri()
        version = self.opened.get(uri, 0) + 1
        self.opened[uri] = version
        item = {"uri": uri, "languageId": "yaml", "version": version, "text": text}
        if version == 1:
            self.notify("textDocument/didOpen", textDocument=item)
        else:
            changes = [{"text": text}]
            self.notify("textDocument/didChange", textDocument=item, contentChanges=changes)
        while True:
            message = self.receive()
            facts = message.get("params", {})
            if message.get("method") == "textDocument/publishDiagnostics" and facts["uri"] == uri:
                found: list[dict[str, Any]] = facts["diagnostics"]
                return found

    def complete(self, path: str, line: int, column: int) -> dict[str, dict[str, Any]]:
        """What is offered at a place (counted from 1), by label."""
        found = self.request("textDocument/completion", **self.at(path, line, column))
        items: Sequence[dict[str, Any]] = found["items"]
        return {item["label"]: item for item in items}

    def hover(self, path: str, line: int, column: int) -> str:
        """The help that is shown at a place."""
        found = self.request("textDocument/hover", **self.at(path, line, column))
        return str(found["contents"]["value"]) if found else ""

    def at(self, path: str, line: int, column: int) -> dict[str, Any]:
        """A place as the protocol has it: counted from 0."""
        return {
            "textDocument": {"uri": (self.root / path).as_uri()},
            "position": {"line": line - 1, "character": column - 1},
        }

    def request(self, method: str, **params: Any) -> Any:  # noqa: ANN401
        """Ask, and wait for the answer."""
        self.count += 1
        self.send({"id": self.count, "method": method, "params": params})
        while True:
            message = self.receive()
            if message.get("id") == self.count and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def notify(self, method: str, **params: Any) -> None:  # noqa: ANN401
        """Say something that has no answer."""
        self.send({"method": method, "params": params})

    def receive(self) -> Mapping[str, Any]:
        """The next message; what the server asks is answered on the way."""
        assert self.process.stdout
        size = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.decode().partition(":")
            if name.lower() == "content-length":
                size = int(value)
        assert size, "the server has ended"
        message: dict[str, Any] = json.loads(self.process.stdout.read(size))
        if "method" in message and "id" in message:
            result = None
            if message["method"] == "workspace/configuration":
                sections = [item["section"] for item in message["params"]["items"]]
                result = [SETTINGS if each == "yaml" else {} for each in sections]
            self.send({"id": message["id"], "result": result})
        return message

    def send(self, message: Mapping[str, Any]) -> None:
        """Put a message into the server's standard input."""
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()


@contextmanager
def server(command: Sequence[str], root: Path) -> Iterator[Client]:
    """A server that runs as long as it is needed, and its client."""
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield Client(process, root)
        finally:
            process.kill()
