"""From the code of a refusal to the sentence a person reads."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from wushe.ground.kit.errors import Refused


@cache
def sentences() -> dict[str, str]:
    """All refusal sentences of the house, by code.

    Gives: ``{code: lazy Chinese sentence with {facts}}``, gathered from every room's ``wording.SENTENCES``.
    Refuses: a code worded twice (ValueError). Costs: one import per room, once per process.
    """
    gathered: dict[str, str] = {}
    for room in apps.get_app_configs():
        if not room.name.startswith("wushe.") or find_spec(f"{room.name}.wording") is None:
            continue
        own = import_module(f"{room.name}.wording").SENTENCES
        if twice := gathered.keys() & own.keys():
            raise ValueError(f"refusal worded twice: {sorted(twice)}")
        gathered |= own
    return gathered


def sentence(refused: Refused) -> str:
    """Say why a request was refused and how to mend it.

    Takes: the Refused. Gives: the Chinese sentence with its facts filled in.
    Refuses: a code without a sentence (KeyError): a house-rule test keeps that from happening.
    """
    return str(sentences()[refused.code]).format(**refused.facts)
