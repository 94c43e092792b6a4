"""File numbers 档案号: one after the other in a county and a year, printed by a template. Pure."""

import re

from wushe.ground.kit.errors import Refused

#: What a template may say, and the one that is used where nobody wrote another.
USUAL_TEMPLATE = "{station}-{year}-{seq:04d}"
PART = re.compile(r"\{(station|county|year|seq(?::0[1-9]d)?)\}")
PLAIN = re.compile(r"[-A-Z0-9一-鿿]*")
MOST = 32


def check_template(template: str) -> str:
    """A template that prints every number once.

    Refuses: ``beneficiaries-template-wrong`` unless it names the year and the number, and holds nothing but letters,
    digits, Chinese characters and hyphens beside station, county, year and seq.
    """
    parts = PART.findall(template)
    names = [part.partition(":")[0] for part in parts]
    rest = PART.sub("", template).upper()
    if names.count("seq") != 1 or "year" not in names or not PLAIN.fullmatch(rest):
        raise Refused("beneficiaries-template-wrong", template=template)
    return template


def file_number(template: str, *, station: str, county: str, year: int, seq: int) -> str:
    """The number as it is printed and searched: capitals, no blanks. Refuses: as ``check_template``."""
    check_template(template)
    printed = template.format(station=station, county=county, year=year, seq=seq).upper()
    if len(printed) > MOST:
        raise Refused("beneficiaries-template-wrong", template=template)
    return printed
