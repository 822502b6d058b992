"""Every class of a kind that our packages hold."""

import importlib
import pkgutil

OWN = ("organiser", "organisations", "members", "skills", "assemblies")


def own_subclasses(root: type) -> list[type]:
    """The classes of our packages below a class, after all our modules have been read."""
    for package in OWN:
        for found in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if ".migrations" not in found.name:
                importlib.import_module(found.name)
    known, waiting = set(), [root]
    while waiting:
        below = waiting.pop().__subclasses__()
        waiting += below
        known |= {kind for kind in below if kind.__module__.split(".")[0] in OWN}
    return sorted(known, key=lambda kind: (kind.__name__, kind.__module__))
