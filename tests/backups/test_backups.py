"""Backups: everything comes back on either engine, and of an erased person nothing can be read in any of them."""

import json
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from assemblies.actions.closing import close_ballot
from members.actions.erasing_again import erase_again
from members.actions.erasures import ask_erasure, erase_person
from members.actions.letters import make_letter
from members.actions.people import PersonData, change_contact, log_reading
from members.actions.tokens import make_token
from members.enums import ANSWERS, MembershipState, Question
from members.models import BackupKey, Described, Erasure, Membership, Person
from organisations.models import Body, Decision
from organiser.backups import restoring, writing
from organiser.backups.contents import FACTS, LEFT_OUT, NOT_SEALED, SEALED, columns, every, label, tables
from organiser.base import clock, erasing, guards
from organiser.base.actions.ledger import flaws
from organiser.base.actor import CLOCK
from organiser.base.errors import NotPermitted
from tests.dues import charged, founder_too, with_dues
from tests.helpers import cast, north_motion, online_ballot, people_of, refuses, stage
from tests.world import add_member

pytestmark = pytest.mark.django_db(transaction=True)
NAME, PHONE, STREET = "Ägnes-Marié O’Brien Zubiri", "+34 600 123 456", "Calle del Olvido 7"
CONTACT = PersonData(name=NAME, email="agnes.zubiri@example.org", phone=PHONE, address=STREET, postcode="48001")


@pytest.fixture
def agnes(harbour, mill):
    """Bea North, of whom much is known, in a branch that voted and charges dues."""
    membership = harbour.members["Bea North"]
    with_dues(harbour)
    change_contact(harbour.secretary, membership=membership, data=CONTACT)
    ballot = online_ballot(harbour, north_motion(harbour))
    cast(ballot, people_of(harbour, "North")[:3], "++-")
    with clock.at(ballot.closes_at):
        close_ballot(harbour.secretary, ballot=ballot)
    charged(harbour, 0)
    make_letter(harbour.secretary, membership=membership)
    make_token(membership.person, body=harbour.body(), name="script of Agnes", scope="read", days=3)
    log_reading(harbour.secretary, membership, "Record of Agnes opened")
    Described.objects.create(
        organisation=harbour.organisation, membership=membership, question=Question.GENDER, said=ANSWERS["gender"][0]
    )
    stage(harbour.secretary, harbour.body(), f"Name,Phone\nNobody Yet Known,+34 600 999 999\n{NAME},{PHONE}\n")
    return Membership.objects.select_related("person", "organisation").get(pk=membership.pk)


@pytest.fixture
def written(agnes, tmp_path):
    """A backup of all that, and its keys."""
    return backup(tmp_path)


def backup(folder: Path) -> tuple[Path, Path]:
    """The newest backup in a folder, after one more, and the file of keys."""
    call_command("backup", str(folder), keys=folder / "keys.json")
    return max(folder.glob("organiser-*.zip")), folder / "keys.json"


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that a backup holds."""
    return {
        label(model): list(every(model).order_by("pk").values_list(*(field.attname for field in columns(model))))
        for model in tables()
    }


def emptied() -> None:
    """The database as a new one is."""
    call_command("flush", interactive=False, verbosity=0, reset_sequences=False)
    ContentType.objects.clear_cache()


def restored(files: tuple[Path, Path]) -> None:
    """Put a backup into an emptied database."""
    emptied()
    call_command("restore", str(files[0]), keys=files[1])


def text_of(archive: Path) -> str:
    """All that stands in a backup, as one text."""
    with ZipFile(archive) as file:
        return "\n".join(file.read(name).decode() for name in file.namelist())


def test_invariant_10_everything_comes_back_as_it_was_and_the_guards_hold(agnes, written, capsys):
    before, standing = everything(), guards.standing(connection)
    assert len(before["members.DuesEntry"]) == 9 + founder_too()
    assert len(standing) >= len(guards.registered())
    restored(written)
    assert everything() == before
    assert list(flaws()) == []
    assert guards.standing(connection) == standing
    with pytest.raises(DatabaseError, match="ledger"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM base_ledgerentry")
    assert capsys.readouterr().out.splitlines()[-1] == "Everybody signs in anew. Now call `manage.py verify_ledger`."


def test_work_goes_on_after_a_backup_was_put_back(harbour, written):
    restored(written)
    place = harbour
    keeper = Person.objects.get(pk=place.secretary.pk)
    made = add_member(place, "New Since", "North", keeper=keeper)
    assert made.pk > max(Membership.objects.exclude(pk=made.pk).values_list("pk", flat=True))
    assert list(flaws()) == []


def test_a_backup_tells_of_people_only_what_is_sealed(written):
    told = text_of(written[0])
    people = Person.objects.exclude(pk=None)
    known = {value for row in people.values_list("name", "email", "phone", "address", "sign_in_name") for value in row}
    known |= {
        "600123456",
        "Nobody Yet Known",
        "600 999 999",
        "34600999999",
        "script of Agnes",
        "Record of Agnes opened",
    }
    in_words = {name for name in known if name and name in told}
    assert in_words == set()
    with ZipFile(written[0]) as file:
        own = [json.loads(line) for line in file.read("members.Described.jsonl").decode().splitlines()]
    assert own[0] == [["id", "organisation_id", "membership_id"], ["question", "said"]]
    assert Described.objects.get().said not in str(own[1:])
    assert BackupKey.objects.count() == Person.objects.count()
    assert all(key not in told for key in json.loads(written[1].read_text())["keys"].values())


def test_invariant_9_an_erased_person_is_unreadable_in_backups_made_before(agnes, written, tmp_path):
    older = written[0].rename(tmp_path / "older.zip")
    erasure = ask_erasure(agnes.person, membership=agnes).erasure
    with clock.at(clock.now() + timedelta(days=31)):
        erase_person(CLOCK, erasure=erasure)
    assert not BackupKey.objects.filter(person=agnes.person_id).exists()
    _newer, keys = backup(tmp_path)
    assert agnes.person.public_id not in json.loads(keys.read_text())["keys"]
    restored((older, keys))
    person = Person.objects.get(pk=agnes.person_id)
    assert (person.name, person.email, person.phone) == (f"Erased person {person.public_id[:4]}", None, "")
    assert not person.has_usable_password()
    membership = Membership.objects.get(pk=agnes.pk)
    assert (membership.state, membership.number) == (MembershipState.RESIGNED, f"erased {membership.public_id}")
    assert Erasure.objects.get(membership=agnes.pk).state == "done"
    assert not Described.objects.exists()
    rows = json.dumps(everything(), default=str)
    assert [word for word in (NAME, "zubiri", PHONE, "600123456", STREET, "script of Agnes") if word in rows] == []
    assert list(flaws()) == []


def test_invariant_9_votes_rolls_and_books_stay_as_they_were_when_an_erased_person_comes_back(agnes, written, tmp_path):
    kept = ("assemblies.Vote", "assemblies.RollEntry", "organisations.Decision", "base.LedgerEntry")
    before = {name: rows for name, rows in everything().items() if name in kept}
    money = list(every(Membership).order_by("pk").values_list("dues_entries__cents", flat=True))
    erasure = ask_erasure(agnes.person, membership=agnes).erasure
    with clock.at(clock.now() + timedelta(days=31)):
        erase_person(CLOCK, erasure=erasure)
    (tmp_path / "later").mkdir()
    keys = backup(tmp_path / "later")[1]
    restored((written[0], keys))
    after = everything()
    for name in kept:
        assert after[name][: len(before[name])] == before[name]
    assert list(every(Membership).order_by("pk").values_list("dues_entries__cents", flat=True)) == money


def test_a_backup_is_put_back_into_an_empty_database_alone(written, tmp_path):
    before = everything()
    with pytest.raises(CommandError, match="something in this database already"):
        call_command("restore", str(written[0]), keys=written[1])
    assert everything() == before


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ("cut", "no whole backup"),
        ("words", "no whole backup"),
        ("lines", "no whole backup"),
        ("row", "no whole backup"),
        ("version", "another version"),
        ("keys of others", "None of these keys"),
        ("changed keys", "do not open this backup"),
        ("older keys", "older than the backup"),
        ("no keys", "no file of keys"),
        ("keys of no form", "no file of keys"),
        ("missing", "no whole backup"),
    ],
)
def test_what_is_damaged_or_does_not_belong_together_is_refused_and_nothing_is_written(
    written, tmp_path, damage, sentence
):
    archive, keys = written
    _damage(damage, archive, keys)
    emptied()
    with pytest.raises(CommandError, match=sentence):
        call_command("restore", str(archive), keys=keys)
    assert (Person.objects.count(), Body.objects.count()) == (0, 0)
    assert guards.standing(connection) >= {guard.name for guard in guards.registered() if guard.event != "INSERT"}


def _damage(damage: str, archive: Path, keys: Path) -> None:
    told = json.loads(keys.read_text())
    if damage == "cut":
        archive.write_bytes(archive.read_bytes()[:-400])
    elif damage == "words":
        archive.write_text("This is a letter.")
    elif damage == "missing":
        archive.unlink()
    elif damage in {"lines", "row", "version"}:
        _rewrite(damage, archive)
    elif damage == "no keys":
        keys.write_text("[]")
    elif damage == "older keys":
        keys.write_text(json.dumps({**told, "made_at": "2020-01-01T00:00:00+00:00"}))
    elif damage == "keys of no form":
        keys.write_text(json.dumps({**told, "keys": dict.fromkeys(told["keys"], "YQ==")}))
    elif damage == "keys of others":
        keys.write_text(json.dumps({**told, "keys": {f"x{name}": key for name, key in told["keys"].items()}}))
    else:
        first, second, *_ = told["keys"]
        told["keys"][first] = told["keys"][second]
        keys.write_text(json.dumps(told))


def _rewrite(damage: str, archive: Path) -> None:
    with ZipFile(archive) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    if damage == "lines":
        parts["organisations.Body.jsonl"] = parts["organisations.Body.jsonl"][:-30]
    elif damage == "row":
        parts["assemblies.Vote.jsonl"] = parts["assemblies.Vote.jsonl"].rsplit(b"\n", 2)[0] + b"\n"
    else:
        parts["about.json"] = parts["about.json"].replace(b"0009_register", b"0999_later")
    with ZipFile(archive, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)


def test_a_backup_that_fails_leaves_the_one_before_and_its_keys_alone(written, tmp_path, monkeypatch):
    archive, keys = written
    before = archive.read_bytes(), keys.read_bytes(), sorted(tmp_path.iterdir())

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device", "the disk")

    monkeypatch.setattr(writing, "owners_of_subjects", broken)
    with pytest.raises(CommandError, match="No space left on device"):
        call_command("backup", str(tmp_path), keys=keys)
    assert (archive.read_bytes(), keys.read_bytes(), sorted(tmp_path.iterdir())) == before


def test_the_files_are_for_one_account_of_the_machine_alone(written):
    assert [oct(path.stat().st_mode & 0o777) for path in written] == ["0o600", "0o600"]


def test_a_backup_into_a_folder_that_is_not_there_is_refused_in_words(agnes, tmp_path):
    with pytest.raises(CommandError, match="was not written: No such file or directory"):
        call_command("backup", str(tmp_path / "nowhere"), keys=tmp_path / "keys.json")


def test_a_backup_is_what_was_there_at_one_moment(agnes, tmp_path, monkeypatch):
    whole = writing.owners_of_subjects

    def meanwhile(using: str) -> dict[str, int]:
        with_name = whole(using)
        if connection.vendor == "sqlite":  # on PostgreSQL this connection is the snapshot
            Decision.objects.create(**_decision(agnes))
        return with_name

    monkeypatch.setattr(writing, "owners_of_subjects", meanwhile)
    before = Decision.objects.count()
    archive, _keys = backup(tmp_path)
    with ZipFile(archive) as file:
        assert json.loads(file.read("about.json"))["rows"]["organisations.Decision"] == before


def _decision(membership: Membership) -> dict[str, object]:
    made = Decision.objects.order_by("pk").values().first()
    return {**made, "id": None, "public_id": "w" * 16, "number": 9999}


def test_somebody_erased_while_the_backup_was_written_gets_no_key(agnes, tmp_path, monkeypatch):
    whole = writing.Keyring.put_away
    ask_erasure(agnes.person, membership=agnes)

    def meanwhile(ring: writing.Keyring) -> None:
        with clock.at(clock.now() + timedelta(days=31)):
            erase_person(CLOCK, erasure=Erasure.objects.get(membership=agnes))
        whole(ring)

    monkeypatch.setattr(writing.Keyring, "put_away", meanwhile)
    _archive, keys = backup(tmp_path)
    assert agnes.person.public_id not in json.loads(keys.read_text())["keys"]
    assert len(json.loads(keys.read_text())["keys"]) == Person.objects.count() - 1


def test_every_field_that_an_erasure_cleans_is_sealed_or_said_not_to_be():
    sealed = {f"{name}.{field}" for name, one in SEALED.items() for field in one.fields}
    known = {*LEFT_OUT, *NOT_SEALED}
    open_fields = [f for f in erasing.cleaned_fields() if f not in sealed and f.rsplit(".", 1)[0] not in known]
    assert open_fields == []
    assert not set(SEALED) & set(NOT_SEALED)


def test_every_table_about_a_person_is_sealed_or_said_to_hold_facts_alone():
    named = {"person", "membership", "user", "sponsor", "kept"}
    about = {
        label(model)
        for model in tables()
        if any(field.name in named and field.related_model in {Person, Membership} for field in columns(model))
    }
    assert about - set(SEALED) - set(NOT_SEALED) == FACTS


def test_only_the_clock_erases_again(agnes, harbour):
    with refuses(NotPermitted, "clock_only"):
        erase_again(harbour.secretary, membership=agnes)
    assert restoring.DAMAGED.startswith("This is no whole backup")
