"""Plain data to records of the schema, with a problem on the right line for every misfit."""

import difflib
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from .marked_yaml import Document
from .problems import Problem

R = TypeVar("R", bound=BaseModel)

_WANTED = {
    "string_type": ("text", "put it in double quotes if it looks like a number, a date or yes/no"),
    "date_type": ("a date", "write it as 2026-11-22, without quotes"),
    "date_from_datetime_inexact": ("a date", "write it as 2026-11-22, without a time"),
    "bool_type": ("true or false", "write true or false"),
    "int_type": ("a whole number", "write digits without quotes"),
    "tuple_type": ("a list", "write each item on its own line after `- `"),
    "dict_type": ("a map", "write `key: value` lines below it"),
    "model_type": ("a map", "write `key: value` lines below it"),
    "model_attributes_type": ("a map", "write `key: value` lines below it"),
}


def validate(model: type[R], document: Document, at: tuple, path: str) -> tuple[R | None, list[Problem]]:
    """The record that stands at `at` in the document, or None with a problem for each misfit."""
    data = document.data
    for key in at:
        data = data[key]
    try:
        return _adapter(model).validate_python(data), []
    except ValidationError as error:
        return None, [_problem(model, item, document, at, path) for item in error.errors(include_url=False)]


_adapters: dict[type, TypeAdapter] = {}


def _adapter(model: type[R]) -> TypeAdapter:
    if model not in _adapters:
        _adapters[model] = TypeAdapter(model)
    return _adapters[model]


def _problem(model: type[BaseModel], error: dict[str, Any], document: Document, at: tuple, path: str) -> Problem:
    where = tuple(part for part in error["loc"] if part != "[key]")
    message, remedy = _words(model, error, where)
    return Problem(path, *document.mark((*at, *where)), message, remedy, "schema")


def _words(model: type[BaseModel], error: dict[str, Any], where: tuple) -> tuple[str, str]:
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    name = f"'{where[-1]}'" if where and isinstance(where[-1], str) else f"item {where[-1] + 1} of '{where[-2]}'" if len(where) > 1 else "this record"
    if kind == "missing":
        return f"{name} is missing", f"add `{where[-1]}:` with its value"
    if kind == "extra_forbidden":
        return f"there is no key {name}", _did_you_mean(where[-1], known_keys(model, where[:-1]))
    if kind == "literal_error":
        choices = [choice.strip().strip("'") for choice in context["expected"].replace(" or ", ", ").split(",")]
        return f"{name} must be one of {', '.join(choices)}, not {given!r}", _did_you_mean(str(given), choices)
    if kind in _WANTED:
        wanted, cure = _WANTED[kind]
        return f"{name} must be {wanted}, not {_shown(given)}", cure
    if kind == "string_pattern_mismatch":
        return f"{name} must be {_form(context['pattern'])}, not {_shown(given)}", "write it in that form"
    if kind in ("string_too_long", "too_long") and isinstance(given, str):
        return f"{name} must have at most {context['max_length']} characters, it has {len(given)}", "shorten it"
    if kind == "too_short":
        return f"{name} must hold at least {context['min_length']} item(s)", "add one"
    if kind == "too_long":
        return f"{name} must hold at most {context['max_length']} items", "keep the most useful ones"
    if kind == "value_error":
        return f"{name} {context['error']}", f"mend the value, now {_shown(given)}"
    return f"{name} does not fit: {error['msg'].lower()}", f"mend the value, now {_shown(given)}"


def _form(pattern: str) -> str:
    return "up to eight digits" if "\\d" in pattern else "small letters, digits and single hyphens (`like-this`)"


def _shown(value: Any) -> str:
    text = repr(value) if value is not None else "nothing"
    return text if len(text) <= 40 else text[:37] + "…"


def _did_you_mean(word: str, choices: Iterable[str]) -> str:
    choices = list(choices)
    near = difflib.get_close_matches(word, choices, n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else f"choose from: {', '.join(choices)}"


def did_you_mean(word: str, choices: Iterable[str], otherwise: str) -> str:
    """A remedy for an unknown name: the nearest known one, or `otherwise`."""
    near = difflib.get_close_matches(word, list(choices), n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else otherwise


def known_keys(model: type[BaseModel], where: tuple) -> list[str]:
    """The keys that the record at `where` inside `model` may have, as authors write them."""
    for part in where:
        if isinstance(part, str):
            model = _inner(model, part)
    return [field.alias or name for name, field in model.model_fields.items()]


def _inner(model: type[BaseModel], key: str) -> type[BaseModel]:
    for name, field in model.model_fields.items():
        if key in (name, field.alias):
            return next(_models_in(field.annotation), model)
    return model


def _models_in(annotation: Any):
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()) or getattr(annotation, "__metadata__", ()):
        yield from _models_in(part)
