"""Plain data to records of the schema, with a problem on the right line for every misfit."""

import difflib
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from .marked_yaml import Document
from .problems import Problem
from .words import words

R = TypeVar("R", bound=BaseModel)

_WANTED = {
    "string_type": ("text", "put it in double quotes if it looks like a number, a date or yes/no"),
    "date_type": ("a date", "write it as 2026-11-22, without quotes"),
    "date_from_datetime_inexact": ("a date", "write it as 2026-11-22, without a time"),
    "bool_type": ("true or false", "write true or false"),
    "int_type": ("a whole number", "write digits without quotes, for example 2019"),
    "tuple_type": ("a list", "write it as `[one, two]`, or each item on its own line after `- `"),
    "dict_type": ("a map", "write `key: value` lines below it"),
}


def validate(model: type[R], document: Document, at: tuple, path: str) -> tuple[R | None, list[Problem]]:
    """The record that stands at `at` in the document, or None with a problem for each misfit."""
    data = document.data
    for key in at:
        data = data[key]
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [_problem(model, item, document, at, path) for item in _told_once(error.errors(include_url=False))]


def _told_once(errors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without what only follows from another one: a misspelt key is not also missing, a list of misfits is not also too short."""
    extra = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
    misspelt = [(*loc[:-1], error["loc"][-1]) for error in errors if error["type"] == "missing" for loc in extra if did_you_mean(loc[-1], error["loc"][-1:], "")]
    within = [error["loc"][:-1] for error in errors]
    follows = {"missing": misspelt, "too_short": within}
    return [error for error in errors if error["loc"] not in follows.get(error["type"], ())]


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
        known = _keys(_model_at(model, where[:-1]))
        return f"there is no key {name}", did_you_mean(where[-1], known, f"choose from: {', '.join(known)}")
    if kind == "literal_error":
        choices = [choice.strip().strip("'") for choice in context["expected"].replace(" or ", ", ").split(",")]
        return f"{name} must be one of {', '.join(choices)}, not {_shown(given)}", did_you_mean(str(given), choices, "choose one of them")
    if kind in ("model_type", "model_attributes_type"):
        return f"{name} must be a map, not {_shown(given)}", f"write below it, each on a line: {', '.join(f'`{key}:`' for key in _needed(_model_at(model, where)))}"
    if given is None:
        return f"{name} has no value", "write it behind the colon, in double quotes if it begins with `#`"
    if kind in _WANTED:
        wanted, cure = _WANTED[kind]
        return f"{name} must be {wanted}, not {_shown(given)}", cure
    if kind == "string_pattern_mismatch":
        return f"{name} must be {_form(context['pattern'])}, not {_shown(given)}", _in_form(context["pattern"], given)
    if kind in ("string_too_long", "too_long") and isinstance(given, str):
        return f"{name} must have at most {context['max_length']} characters, it has {len(given)}", "shorten it"
    if kind == "too_short":
        return f"{name} must hold at least {context['min_length']}", "add one after `- `"
    if kind == "too_long":
        return f"{name} must hold at most {context['max_length']} items", "keep the most useful ones"
    if kind == "value_error":
        message, _, remedy = str(context["error"]).partition("; ")
        return f"{name} {message}" + ("" if message.startswith(("must not", "must have")) else f", not {_shown(given)}"), remedy
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"{name} must be {context.get('ge', context.get('le'))} or {'more' if 'ge' in context else 'less'}, not {given}", "mend the number"
    return f"{name} does not fit: {error['msg'].lower()}", f"mend the value, now {_shown(given)}"


_FORMS = {  # by what stands in the pattern
    "\\d": "up to eight digits",
    "[a-zA-Z": "plain words of letters and digits, a single space between them",
    "[A-Z]": "capital letters",
}


def _form(pattern: str) -> str:
    return next((form for sign, form in _FORMS.items() if sign in pattern), "small letters, digits and single hyphens (`like-this`)")


def _in_form(pattern: str, given: str) -> str:
    """The nearest value that has the form: the digits, an address, or of a path only the file's name."""
    if "\\d" in pattern:
        numbers = re.findall(r"\b\d+\b", given)
        return f'write `"{numbers[0]}"`' if len(numbers) == 1 else "write only its digits, in double quotes"
    if "A-Z" in pattern:
        return "write it in that form"
    parts = given.strip("/").removeprefix("docs/").removesuffix(".md").split("/")
    nearest = "" if "." in given.removesuffix(".md") else "/".join("-".join(words(part)) for part in (parts if "/" in pattern else parts[-1:]))
    return f"write `{nearest}`" if re.fullmatch(pattern, nearest) else "write it in that form"


def _shown(value: Any) -> str:
    if value is None or isinstance(value, dict | tuple):
        return "nothing" if value is None else "a map" if isinstance(value, dict) else "a list"
    text = str(value) if isinstance(value, date) else repr(value)
    return text if len(text) <= 40 else text[:37] + "…"


def did_you_mean(word: str, choices: Iterable[str], otherwise: str) -> str:
    """A remedy for an unknown name: the nearest known one, or `otherwise`."""
    known = {choice.lower(): choice for choice in choices}
    near = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return f"did you mean '{known[near[0]]}'?" if near else otherwise


def _keys(model: type[BaseModel]) -> list[str]:
    """The keys that a record may have, as authors write them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _needed(model: type[BaseModel]) -> list[str]:
    """The keys that a record must have; all, where it needs none."""
    return [field.alias or name for name, field in model.model_fields.items() if field.is_required()] or _keys(model)


def _model_at(model: type[BaseModel], where: tuple) -> type[BaseModel]:
    """The model of the record that lies at `where` inside one of `model`."""
    for part in where:
        if isinstance(part, str):
            model = _inner(model, part)
    return model


def _inner(model: type[BaseModel], key: str) -> type[BaseModel]:
    for name, field in model.model_fields.items():
        if key in (name, field.alias):
            return next(_models_in(field.annotation), model)
    return model


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()) or getattr(annotation, "__metadata__", ()):
        yield from _models_in(part)
