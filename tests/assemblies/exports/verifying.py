"""The stand-alone verifier, loaded as the single file it is, and what it says of a sheet."""

import importlib.util
import json
from pathlib import Path
from typing import Any

from assemblies.counting.sheet import Sheet

FILE = Path(__file__).resolve().parents[3] / "assemblies" / "exports" / "verifier" / "organiser_recount.py"
_spec = importlib.util.spec_from_file_location("organiser_recount", FILE)
verifier = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(verifier)


def read_by_it(one: Sheet | dict) -> dict[str, Any]:
    """The sheet as the verifier reads it from a file."""
    data = one.to_json() if isinstance(one, Sheet) else one
    return verifier.read_sheet(json.dumps(data).encode())


def counted_by_it(one: Sheet) -> tuple[str, list[str], Any]:
    """Outcome, who is chosen, and the figures of the rounds or of the rows, as the verifier counts them."""
    found = verifier.recount(read_by_it(one))
    figures = [
        (each["totals"], each["quota"], each["lost"], sorted(each["elected"]), sorted(each["excluded"]))
        for each in found["record"].get("rounds", ())
    ] or [(row["option"], row["value"], row["counted"], row["out"]) for row in found["record"].get("rows", ())]
    return found["outcome"], sorted(found.get("certain", [])), figures


def counted_by_us(one: Sheet) -> tuple[str, list[str], Any]:
    """The same as we stored it."""
    record = one.result.record
    figures = [
        (each["totals"], each["quota"], each["lost"], sorted(each["elected"]), sorted(each["excluded"]))
        for each in record.get("rounds", ())
    ] or [(row["option"], row["value"], row["counted"], bool(row["out"])) for row in record.get("rows", ())]
    return one.result.outcome.value, sorted(one.result.winners), figures


def said_of(one: Sheet | dict, capsys) -> tuple[bool, list[str]]:
    """Whether all agrees, and what the verifier prints."""
    agrees = verifier.verify(read_by_it(one))
    return agrees, capsys.readouterr().out.splitlines()
