"""The kinds of values that the parts of a record are made of, and what all parts share.

Times are instants in UTC. Text is any text, except lone surrogates (half of a
character, which no file can hold): those become U+FFFD on the way in.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field
from pydantic_core import core_schema

from store.characters import whole

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

__all__ = ["Id", "Instant", "Part", "Score", "Text", "Whole"]

_LONGEST: Final = 2**31


def _whole_characters(value: object) -> object:
    return whole(value) if isinstance(value, str) else value


class _WholeText:
    """Any text; the rare one with lone surrogates is mended. All others never reach Python."""

    def __get_pydantic_core_schema__(
        self, source: type[str], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        text = handler(source)
        # A limit makes pydantic look into the text, where it would pass a surrogate unseen.
        looked_into = core_schema.str_schema(max_length=_LONGEST)
        return core_schema.union_schema(
            [looked_into, core_schema.no_info_before_validator_function(_whole_characters, text)],
            mode="left_to_right",
            custom_error_type="string_type",
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        del schema
        return handler(core_schema.str_schema())


def _to_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise ValueError("lies outside the calendar") from None


Text = Annotated[str, _WholeText()]
Instant = Annotated[AwareDatetime, AfterValidator(_to_utc)]
Id = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
"""A name that is safe as a file name and in a path: no separator, no leading dot."""
Score = Annotated[int, Field(ge=0, le=4, strict=True)]
Whole = Annotated[int, Field(ge=0, le=10**12)]
"""A count or a number of seconds. The limit is far beyond use and far within what JSON holds."""


class Part(BaseModel):
    """What all parts of a record share: unknown fields survive, values are checked."""

    model_config = ConfigDict(extra="allow", validate_assignment=False, defer_build=True)
