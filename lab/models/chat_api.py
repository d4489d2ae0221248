"""A service that speaks OpenAI's chat completions: OpenAI, Ollama, LM Studio and more."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, Final

from lab.models.bounds import LINE, MOST_SAID, bounded
from lab.models.faults import (
    asked_pause,
    broken_off,
    doubtful,
    garbled,
    refusal,
    stalled,
    too_slow,
    unreachable,
)
from lab.models.prices import Usage
from lab.models.reading import Reading

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

    import httpx

    from lab.clock import Clock
    from lab.models.asking import Answer, Limits, Question
    from lab.models.errors import ModelError
    from lab.models.keys import Key
    from lab.models.redaction import Redaction
    from lab.models.service import Service

__all__ = ["ChatModel"]

_CONNECTING: Final = 10.0
_ERROR: Final = 400


class ChatModel:
    """Asks over httpx, streaming, so that a silence is noticed."""

    def __init__(
        self,
        service: Service,
        *,
        key: Key | None,
        redact: Redaction,
        clock: Clock,
        limits: Limits,
        trusted: ssl.SSLContext | None = None,
    ) -> None:
        import httpx

        self._service = service
        self._redact = redact
        self._clock = clock
        self._limits = limits
        self._had_key = key is not None
        headers = {"accept-encoding": "identity"}
        if key is not None:
            headers["authorization"] = f"Bearer {key.reveal()}"
        bound = bounded(httpx.AsyncByteStream, part=6 * limits.bytes, ends=LINE)
        # No proxy stands before this computer itself.
        self._client = httpx.AsyncClient(
            headers=headers,
            timeout=httpx.Timeout(limits.quiet, connect=min(_CONNECTING, limits.quiet)),
            trust_env=not service.is_here,
            verify=trusted if trusted is not None else service.base_url.startswith("https"),
            event_hooks={"response": [bound]},
        )

    async def ask(
        self, question: Question, *, on_text: Callable[[str], None] | None = None
    ) -> Answer:
        """Ask once; raise ``ModelError``."""
        reading = _ChatReading(self._service, self._limits, on_text)
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._streamed(question, reading)
        except TimeoutError:
            raise too_slow(self._service, self._limits.seconds, partial=reading.text) from None

    def hide(self, text: str) -> str:
        """Return a text without the key."""
        return self._redact(text)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()

    async def _streamed(self, question: Question, reading: _ChatReading) -> Answer:
        import httpx

        try:
            async with self._client.stream(
                "POST",
                f"{self._service.base_url}/chat/completions",
                json=_body(self._service, question),
            ) as response:
                if response.status_code >= _ERROR or response.is_redirect:
                    raise await self._refused(response)
                if "json" in response.headers.get("content-type", ""):
                    # Some services answer all at once, whatever they are asked.
                    reading.take_whole(await self._all_of(response))
                    return reading.answer()
                async for line in response.aiter_lines():
                    if reading.take(line, self._redact):
                        break
        except httpx.TimeoutException as error:
            if isinstance(error, httpx.ConnectTimeout):
                raise unreachable(self._service, "it does not answer") from None
            raise stalled(self._service, self._limits.quiet, partial=reading.text) from None
        except httpx.TransportError as error:
            raise self._trouble(error, reading) from None
        except (httpx.InvalidURL, httpx.DecodingError, UnicodeDecodeError):
            raise garbled(self._service, partial=reading.text) from None
        return reading.answer()

    def _trouble(self, error: httpx.TransportError, reading: _ChatReading) -> ModelError:
        import httpx

        if isinstance(error, httpx.ConnectError):
            said = self._redact(str(error))
            if "CERTIFICATE" in said.upper() or "SSL" in said.upper():
                return doubtful(self._service, said)
            return unreachable(self._service, said.replace("All connection attempts failed", ""))
        if reading.has_begun:
            return broken_off(self._service, reading.text)
        return unreachable(self._service, "the connection broke off before an answer began")

    async def _all_of(self, response: httpx.Response) -> bytes:
        data = bytearray()
        async for piece in response.aiter_bytes():
            data.extend(piece)
            if len(data) > MOST_SAID + 6 * self._limits.bytes:
                break
        return bytes(data)

    async def _refused(self, response: httpx.Response) -> ModelError:
        kind, said = _said((await self._all_of(response))[:MOST_SAID])
        pause = asked_pause(response.headers, now=self._clock.now())
        return refusal(
            self._service,
            response.status_code,
            kind=kind,
            said=self._redact(said),
            retry_after=pause,
            had_key=self._had_key,
        )


class _ChatReading(Reading):
    """An answer in OpenAI's shape."""

    def take(self, line: str, redact: Redaction) -> bool:
        """Take one line; return whether it was the last."""
        if not line.startswith("data:"):
            return False
        data = line.removeprefix("data:").strip()
        if data == "[DONE]":
            # Not every service says why it ended, but this says that it did.
            self.stop = self.stop or "stop"
            return True
        self.has_begun = True
        try:
            event = json.loads(data)
            if "error" in event:
                kind, said = _said(data.encode())
                error = refusal(self._service, 0, kind=kind, said=redact(said))
                error.partial = self.text
                raise error
            self._take(event)
        except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
            raise garbled(self._service, partial=self.text) from None
        return False

    def take_whole(self, data: bytes) -> None:
        """Take an answer that came in one piece."""
        self.has_begun = True
        try:
            event = json.loads(data)
            for choice in event["choices"]:
                choice["delta"] = choice["message"]
            self._take(event)
        except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
            raise garbled(self._service) from None

    def _take(self, event: dict[str, Any]) -> None:
        self.model = str(event.get("model") or self.model)
        if usage := event.get("usage"):
            self.usage = Usage(
                _count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens"))
            )
        for choice in event.get("choices") or []:
            delta = choice.get("delta") or {}
            # A refusal is what the model answers, under another name.
            piece = delta.get("content") or delta.get("refusal") or ""
            if not isinstance(piece, str):
                raise TypeError
            self.stop = str(choice.get("finish_reason") or self.stop)
            if piece:
                self.add(piece)


def _body(service: Service, question: Question) -> dict[str, Any]:
    system = [{"role": "system", "content": question.system}] if question.system else []
    # OpenAI itself has given the oldest name up; those who follow it know no other.
    most = "max_completion_tokens" if service.is_makers_own else "max_tokens"
    body: dict[str, Any] = {
        "model": service.model,
        "messages": [*system, {"role": "user", "content": question.prompt}],
        most: question.max_tokens,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    if question.temperature is not None:
        body["temperature"] = question.temperature
    if question.schema is not None:
        body["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": dict(question.schema)},
        }
    if question.seed is not None:
        body["seed"] = question.seed
    return body


def _said(data: bytes) -> tuple[str, str]:
    """Return what a service calls the error, and its sentence."""
    try:
        said = json.loads(data)["error"]
        if isinstance(said, str):
            return "", said
        kind = f"{said.get('type') or ''} {said.get('code') or ''}".strip()
        return kind, str(said.get("message") or "")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return "", ""


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and value >= 0 else None
