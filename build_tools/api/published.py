"""What all published documents are made of: immutable models, instants in UTC, tags of languages."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from build_tools.model.moment import rfc3339

Instant = Annotated[datetime, PlainSerializer(rfc3339)]
Tag = Annotated[str, Field(description="BCP 47 tag of a language.", examples=["pt-BR"])]


class Published(BaseModel):
    """Base of what is published: immutable; programs that read it pass over members that they do not know."""

    model_config = ConfigDict(frozen=True)
