"""Claude over Anthropic's SDK, which is imported when a model is first asked.

It rests on ``httpx2``. What breaks inside a stream is no error of the SDK's own: a dropped
connection is ``httpx2.RemoteProtocolError``, a silence ``httpx2.ReadTimeout``, a broken event a
bare ``JSONDecodeError``; a stream that merely ends raises nothing and has no stop reason; an
``error`` event is an ``APIStatusError`` with the answer's own status, 200.
"""

from __future__ import annotations

import asyncio
import json
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, cast

from lab.models.bounds import BLANK_LINE, bounded
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
from lab.models.keys import no_key
from lab.models.reading import Reading

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

    import anthropic

    from lab.clock import Clock
    from lab.models.asking import Answer, Limits, Question
    from lab.models.errors import ModelError
    from lab.models.keys import Key
    from lab.models.redaction import Redaction
    from lab.models.service import Service

__all__ = ["AnthropicModel"]

_CONNECTING: Final = 10.0


class AnthropicModel:
    """Asks Claude, streaming, without the SDK's own retries: ours are seen and bounded."""

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
        """Raise ``NoKey`` where neither we nor the SDK find one."""
        import anthropic
        import httpx2

        # The end of a model's life is said where it is seen, not printed over the app.
        warnings.filterwarnings("ignore", message=r"The model '.*' is deprecated")
        self._service = service
        self._redact = redact
        self._clock = clock
        self._limits = limits
        text = key.reveal() if key is not None else None
        is_token = key is not None and key.is_token
        timeout = httpx2.Timeout(limits.quiet, connect=min(_CONNECTING, limits.quiet))
        bound = bounded(httpx2.AsyncByteStream, part=6 * limits.bytes, ends=BLANK_LINE)
        http = anthropic.DefaultAsyncHttpxClient(
            base_url=service.base_url,
            timeout=timeout,
            # A key goes to the address that its owner named, and nowhere else.
            follow_redirects=False,
            # No proxy stands before this computer itself.
            trust_env=not service.is_here,
            verify=trusted if trusted is not None else service.base_url.startswith("https"),
            event_hooks={"response": [bound]},
        )
        try:
            self._client = anthropic.AsyncAnthropic(
                api_key=None if is_token else text,
                auth_token=text if is_token else None,
                base_url=service.base_url,
                timeout=timeout,
                max_retries=0,
                default_headers={"accept-encoding": "identity"},
                http_client=http,
            )
        except anthropic.AnthropicError as error:
            raise no_key(service) from error
        client = self._client
        if client.api_key is None and client.auth_token is None and client.credentials is None:
            raise no_key(service)

    async def ask(
        self, question: Question, *, on_text: Callable[[str], None] | None = None
    ) -> Answer:
        """Ask once; raise ``ModelError``."""
        reading = Reading(self._service, self._limits, on_text)
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
        await self._client.close()

    async def _streamed(self, question: Question, reading: Reading) -> Answer:
        import anthropic
        import httpx2

        try:
            stream = await self._client.messages.create(
                model=self._service.model,
                max_tokens=question.max_tokens,
                messages=[{"role": "user", "content": question.prompt}],
                system=question.system or anthropic.omit,
                output_config=(
                    anthropic.omit
                    if question.schema is None
                    else {"format": {"type": "json_schema", "schema": dict(question.schema)}}
                ),
                stream=True,
                # The SDK has dropped it, since not every model takes it any more.
                extra_body=(
                    None if question.temperature is None else {"temperature": question.temperature}
                ),
            )
            async with stream:
                async for event in stream:
                    _take(reading, event)
        except anthropic.APIStatusError as error:
            raise self._refused(error, reading) from None
        except (anthropic.APITimeoutError, httpx2.TimeoutException) as error:
            raise self._timed_out(error, reading) from None
        except (anthropic.APIConnectionError, httpx2.TransportError) as error:
            raise self._trouble(error, reading) from None
        except anthropic.CredentialsError as error:
            raise no_key(self._service) from error
        except (
            anthropic.AnthropicError,
            httpx2.HTTPError,
            json.JSONDecodeError,
            UnicodeDecodeError,
        ):
            raise garbled(self._service, partial=reading.text) from None
        return reading.answer()

    def _refused(self, error: anthropic.APIStatusError, reading: Reading) -> ModelError:
        found = refusal(
            self._service,
            error.status_code,
            kind=str(error.type or ""),
            said=self._redact(str(error.api_message or "")),
            retry_after=asked_pause(
                cast("dict[str, str]", error.response.headers), now=self._clock.now()
            ),
        )
        found.partial = reading.text
        return found

    def _timed_out(self, error: Exception, reading: Reading) -> ModelError:
        import httpx2

        if isinstance(error, httpx2.ConnectTimeout) or isinstance(
            error.__cause__, httpx2.ConnectTimeout
        ):
            return unreachable(self._service, "it does not answer")
        return stalled(self._service, self._limits.quiet, partial=reading.text)

    def _trouble(self, error: Exception, reading: Reading) -> ModelError:
        said = self._redact(str(error.__cause__ or error))
        if "CERTIFICATE" in said.upper() or "SSL" in said.upper():
            return doubtful(self._service, said)
        if reading.has_begun:
            return broken_off(self._service, reading.text)
        return unreachable(self._service, said.replace("All connection attempts failed", ""))


def _take(reading: Reading, event: Any) -> None:
    """Take one event; kinds that are not known yet are passed over."""
    reading.has_begun = True
    if event.type == "message_start":
        reading.model = str(event.message.model or "")
        reading.usage = replace(reading.usage, input=_sent(event.message.usage))
    elif event.type == "content_block_delta" and event.delta.type == "text_delta":
        reading.add(event.delta.text)
    elif event.type == "message_delta":
        reading.stop = str(event.delta.stop_reason or reading.stop)
        output = getattr(event.usage, "output_tokens", None)
        reading.usage = replace(reading.usage, output=output)


def _sent(usage: Any) -> int | None:
    """Return the tokens that were sent, those from and for a cache included."""
    if usage is None or usage.input_tokens is None:
        return None
    cached = (usage.cache_creation_input_tokens, usage.cache_read_input_tokens)
    return int(usage.input_tokens) + sum(int(each or 0) for each in cached)
