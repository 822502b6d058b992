"""Tables of the floor of skills, one file per aggregate."""

from skills.models.roles import Role, RolePower, Term

__all__ = ["Role", "RolePower", "Term"]
