"""The root, the schema and the page of documentation."""

import re
from pathlib import Path

import pytest
import yaml
from django.urls import reverse
from drf_spectacular.drainage import GENERATOR_STATS

from organisations.actions.effects import all_effects
from organiser.api.schema import drawn, drawn_as_yaml

COMMITTED = Path(__file__).resolve().parents[2] / "schema.yml"


def test_committed_schema_is_the_one_that_is_served(client, db):
    served = client.get("/api/v1/schema/").content.decode()
    assert served == COMMITTED.read_text(encoding="utf-8"), "Write schema.yml anew, see organiser/api/schema.py."


def test_schema_is_drawn_without_a_warning(capsys):
    drawn.cache_clear()
    drawn()
    assert capsys.readouterr().err == ""
    assert not GENERATOR_STATS


def test_every_operation_documents_every_refusal():
    for path, operations in drawn()["paths"].items():
        for method, operation in operations.items():
            needed = {"400", "401", "403", "404", "405", "406", "409", "429", "503"}
            needed |= set() if method == "get" else {"413", "415", "422"}
            assert needed <= set(operation["responses"]), (method, path)
            assert operation["summary"], (method, path)


def test_every_payload_is_strict():
    for path, operations in drawn()["paths"].items():
        for method, operation in operations.items():
            for content in operation.get("requestBody", {}).get("content", {}).values():
                name = content["schema"]["$ref"].rsplit("/", 1)[1]
                assert drawn()["components"]["schemas"][name]["additionalProperties"] is False, (method, path)


def test_operations_bear_names_of_their_own():
    names = [one["operationId"] for path in drawn()["paths"].values() for one in path.values()]
    assert len(names) == len(set(names)) == 258


def test_guide_names_every_effect_with_its_kinds_of_decision():
    guide = (COMMITTED.parent / "docs" / "api.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ((?:`\w+`(?:, )?)+) \| .", guide, re.MULTILINE)
    told = {name: set(re.findall(r"\w+", kinds)) for name, kinds in rows}
    assert told == {effect.name: {str(kind) for kind in effect.kinds} for effect in all_effects()}


def test_schema_is_valid_yaml_that_a_program_reads_back():
    assert yaml.safe_load(drawn_as_yaml()) == drawn()


def test_root_lists_an_address_for_each_kind_of_thing_and_each_answers(harbour, mill, as_person):
    caller = as_person(harbour.secretary)
    links = caller.get("/api/v1/").json()
    kinds = {path.split("/")[3] for path in drawn()["paths"]}
    assert set(links) == kinds | {"schema", "docs"}
    for name, link in links.items():
        assert caller.get(link.removeprefix("http://testserver")).status_code == 200, name


def test_documentation_shows_each_operation_with_method_path_and_example(client, db):
    page = client.get(reverse("api_docs")).content.decode()
    for path, operations in drawn()["paths"].items():
        for method, operation in operations.items():
            assert f'<h3 id="{operation["operationId"]}">' in page
            assert f"<code>{method.upper()} {path}</code>" in page
    assert page.count("Example of the payload") == sum(
        1
        for operations in drawn()["paths"].values()
        for operation in operations.values()
        for content in operation.get("requestBody", {}).get("content", {}).values()
        if drawn()["components"]["schemas"][content["schema"]["$ref"].rsplit("/", 1)[1]].get("properties")
    )
    assert "&quot;choice&quot;: &quot;for&quot;" in page


def test_documentation_brings_no_script_and_nothing_of_third_parties(client, db):
    response = client.get(reverse("api_docs"))
    page = response.content.decode()
    assert "<script" not in page
    assert " style=" not in page
    assert [link for link in re.findall(r'(?:src|href)="([^"]+)"', page) if "//" in link] == []
    policy = response.headers["Content-Security-Policy"].split("; ")
    assert "script-src 'self'" in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize("address", ["", "schema/", "docs/"])
def test_root_schema_and_documentation_only_read(client, db, address):
    assert client.post(f"/api/v1/{address}").status_code == 405
