"""What must be cleaned on this floor when a person is erased; see organiser/base/erasing.py.

Who held a role, and when, is on record: a term keeps the row of the person, which has no name any more.
"""

from organiser.base.erasing import holds_none

holds_none(
    "it describes a role, whoever holds it", "skills.Role.name", "skills.Role.description", "skills.RolePower.power"
)
