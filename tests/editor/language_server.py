"""The YAML language server as VS Code runs it: over stdio, in the folder of a project, with the settings in it.

In: the text of an advisory with the cursor in it. Out: what the editor would show there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, Self

from anyio.from_thread import start_blocking_portal
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from tests.conftest import LANGUAGE_SERVER

PROGRAM = LANGUAGE_SERVER / "bin" / "yaml-language-server"
CURSOR = "‸"
PATIENCE = 60
_MARKUP = lsp.HoverClientCapabilities(content_format=[lsp.MarkupKind.Markdown])
_COMPLETION = lsp.CompletionClientCapabilities(
    completion_item=lsp.ClientCompletionItemOptions(
        snippet_support=True, documentation_format=[lsp.MarkupKind.Markdown]
    )
)


def nested(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings as an editor answers for them: `yaml.schemaStore.enable` is a value in a mapping in a mapping."""
    tree: dict[str, Any] = {}
    for name, value in settings.items():
        *sections, last = name.split(".")
        below = tree
        for section in sections:
            below = below.setdefault(section, {})
        below[last] = value
    return tree


class LanguageServer:
    """One running server. Every question opens a document of its own, and waits for the answer."""

    def __init__(self, folder: Path, settings: Mapping[str, Any]) -> None:
        self._folder = folder
        self._settings = nested(settings)
        self._thread = start_blocking_portal()  # the browser's tests have a loop of their own in this one
        self._client = LanguageClient("advisory-tests", "1")
        self._diagnostics: dict[str, asyncio.Future[list[lsp.Diagnostic]]] = {}
        self._opened = 0

    def __enter__(self) -> Self:
        @self._client.feature(lsp.WORKSPACE_CONFIGURATION)
        def _(asked: lsp.ConfigurationParams) -> list[Any]:
            return [self._settings.get(item.section or "") for item in asked.items]

        @self._client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _(told: lsp.PublishDiagnosticsParams) -> None:
            if not self._diagnostics[told.uri].done():
                self._diagnostics[told.uri].set_result(list(told.diagnostics))

        self._run = self._thread.__enter__().call
        self._run(self._start)
        return self

    def __exit__(self, *error: object) -> None:
        self._run(self._stop)
        self._thread.__exit__(None, None, None)

    def diagnostics(self, text: str) -> list[lsp.Diagnostic]:
        """What is underlined, from top to bottom."""
        _, found = self._run(self._open, text)
        return sorted(found, key=lambda one: (one.range.start.line, one.range.start.character))

    def completions(self, text: str) -> dict[str, lsp.CompletionItem]:
        """What is offered where the cursor stands, by label."""
        answer = self._run(self._ask, text, lsp.CompletionParams, self._client.text_document_completion_async)
        return {item.label: item for item in answer.items}

    def hover(self, text: str) -> str:
        """What is shown, as Markdown, of the word where the cursor stands."""
        answer = self._run(self._ask, text, lsp.HoverParams, self._client.text_document_hover_async)
        return str(answer.contents.value) if answer else ""

    async def _start(self) -> None:
        await self._client.start_io("node", str(PROGRAM), "--stdio")
        await self._client.initialize_async(
            lsp.InitializeParams(
                root_uri=self._folder.as_uri(),
                workspace_folders=[lsp.WorkspaceFolder(self._folder.as_uri(), self._folder.name)],
                capabilities=lsp.ClientCapabilities(
                    workspace=lsp.WorkspaceClientCapabilities(configuration=True, workspace_folders=True),
                    text_document=lsp.TextDocumentClientCapabilities(hover=_MARKUP, completion=_COMPLETION),
                ),
            )
        )
        self._client.initialized(lsp.InitializedParams())
        self._client.workspace_did_change_configuration(lsp.DidChangeConfigurationParams(settings={}))

    async def _stop(self) -> None:
        await self._client.shutdown_async(None)
        self._client.exit(None)
        await self._client.stop()

    async def _open(self, text: str) -> tuple[str, list[lsp.Diagnostic]]:
        """Open a document. Returns its address, and what the server says of it."""
        self._opened += 1
        uri = (self._folder / f"advisories/2025/ADV-2025-{self._opened:06d}.yaml").as_uri()
        self._diagnostics[uri] = asyncio.get_running_loop().create_future()
        document = lsp.TextDocumentItem(uri, "yaml", 1, text)
        self._client.text_document_did_open(lsp.DidOpenTextDocumentParams(document))
        return uri, await asyncio.wait_for(self._diagnostics[uri], PATIENCE)

    async def _ask(self, text: str, question: type[Any], ask: Callable[[Any], Awaitable[Any]]) -> Any:
        """Open a document, and ask about the place of the cursor in it."""
        before, _, after = text.partition(CURSOR)
        uri, _ = await self._open(before + after)
        *above, line = before.split("\n")
        place = question(lsp.TextDocumentIdentifier(uri), lsp.Position(len(above), len(line)))
        return await asyncio.wait_for(ask(place), PATIENCE)
