"""The access table as a page of documentation."""

from wushe.registers.stations.rules.access import AccessTable, Door
from wushe.registers.stations.rules.grants import PLACES

HEAD = """# Access

<!-- Made by: python manage.py access_page > docs/reference/access.md -->

`wushe/registers/stations/definitions/access.toml` says who may do what, and which address needs it. The code, the menu
and the permission matrix (`tests/test_permission_matrix.py`) read it.
See [decision 18](../decisions/0018-one-access-table.md).
"""
DOORS = {
    Door.OPEN: ("Open to everybody", ""),
    Door.OWN: ("Open to whoever has logged in", ""),
    Door.SECTION: ("Sections", "Without the ability the answer is 403 and the way out."),
    Door.THING: (
        "Things",
        "Without the ability, or when the thing is foreign, the answer is 404: always the same page.",
    ),
}


def page(table: AccessTable) -> str:
    """The page in Markdown: roles, abilities by role, routes by how they answer."""
    return "\n".join((HEAD, *_roles(table), *_abilities(table), *_routes(table)))


def _roles(table: AccessTable) -> list[str]:
    lines = ["## Roles", "", "| role | 中文 | stands on | begins at | |", "|---|---|---|---|---|"]
    for role in table.roles.values():
        places = "、".join(PLACES[kind] for kind in role.stands_on)
        alone = "holds no other role" if role.alone else ""
        lines.append(f"| `{role.key}` | {role.name} | {places} | `{role.home}` | {alone} |")
    return [*lines, ""]


def _abilities(table: AccessTable) -> list[str]:
    keys = " | ".join(f"`{role}`" for role in table.roles)
    lines = ["## Abilities", "", f"| ability | 中文 | {keys} |", "|---|---|" + "---|" * len(table.roles)]
    for ability, meaning in table.abilities.items():
        marks = " | ".join("✓" if ability in role.abilities else "" for role in table.roles.values())
        lines.append(f"| `{ability}` | {meaning} | {marks} |")
    return [*lines, ""]


def _routes(table: AccessTable) -> list[str]:
    lines = ["## Routes", ""]
    for door, (title, answer) in DOORS.items():
        lines += [f"### {title}", ""]
        lines += [answer, ""] if answer else []
        lines += ["| route | 中文 | needs one of |", "|---|---|---|"]
        for route in table.routes.values():
            if route.door is door:
                lines.append(
                    f"| `{route.name}` | {route.title} | {', '.join(f'`{a}`' for a in sorted(route.abilities))} |"
                )
        lines.append("")
    return lines
