"""An import that was looked at: its problems by row and column, writing it, throwing it away, taking it back."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assemblies.actions.seconding import second_motion
from members.models import ImportBatch, ImportRow, Membership, Person
from organiser.base import clock
from tests.files import LONG_NAMES, mess_in, messy_register
from tests.world import make_motion

PLAIN = "Name;E-Mail\nUte Kern;ute@example.org\nBo Lind;bo@example.org\n"


def at(name, batch):
    return reverse(f"import_{name}", args=[batch.public_id])


def shown(client, batch, **query):
    return client.get(at("preview", batch), query)


@pytest.mark.usefixtures("other_numbers")
def test_the_preview_says_what_will_become_of_the_file(fay, staged):
    mess = mess_in(300, seed=7)
    answer = shown(fay, staged(fay, messy_register(300, seed=7)))
    text = answer.content.decode()
    assert "<h1>Nothing has been written yet</h1>" in text
    assert answer.context["numbers"] == [
        (mess.importable, "will be written"),
        (0, "in the register already"),
        (len(mess.errors), "not imported"),
    ]
    assert f"Import {mess.importable} people" in text
    assert ("Remarks", "", "") in answer.context["columns"]
    assert ("E-Mail", "E-mail", "") in answer.context["columns"]
    assert "semicolon" in text
    assert len(answer.context["sample"]) == 5


@pytest.mark.usefixtures("other_numbers")
def test_every_problem_stands_with_its_row_and_column_errors_first(fay, staged):
    mess = mess_in(300, seed=7)
    answer = shown(fay, staged(fay, messy_register(300, seed=7)))
    errors, warnings = answer.context["errors"], answer.context["warnings"]
    assert {problem["row"]: problem["code"] for problem in errors} == mess.errors
    assert {problem["row"]: problem["code"] for problem in warnings} == mess.warnings
    text = answer.content.decode()
    assert text.index("Not imported</h3>") < text.index("Worth a look</h3>")
    shared = next(problem for problem in warnings if problem["code"] == "email_shared")
    assert (shared["column"], "stands in row" in shared["sentence"]) == ("E-Mail", True)
    assert [problem["sentence"] for problem in (*errors, *warnings) if problem["sentence"].startswith("Row")] == []


def test_who_is_in_the_register_already_is_left_as_they_are(fay, harbour, staged):
    known = harbour.person("Gil South").email
    batch = staged(fay, f"Name;Mail\nGil S.;{known.upper()}\nUte Kern;ute@example.org\n")
    answer = shown(fay, batch)
    assert (batch.to_create, batch.existing) == (1, 1)
    problem = answer.context["warnings"][0]
    assert (problem["row"], problem["column"], problem["severity"]) == (2, "Mail", "warning")
    fay.post(at("commit", batch))
    assert not Person.objects.filter(name="Gil S.").exists()


def test_members_of_another_branch_are_not_betrayed_by_an_import(fay, harbour, mill, staged):
    rows = [harbour.person("Bea North").email, mill.person("Lea Mill").email]
    batch = staged(fay, "Name;E-Mail\n" + "".join(f"Somebody;{email}\n" for email in rows))
    assert (batch.to_create, batch.existing, batch.refused) == (2, 0, 0)
    answer = shown(fay, batch)
    assert (answer.context["errors"], answer.context["warnings"]) == ([], [])


@pytest.mark.usefixtures("other_numbers")
def test_importing_writes_every_row_once_into_the_branch(fay, harbour, staged):
    before = Membership.objects.count()
    batch = staged(fay, messy_register(60, seed=3))
    answer = fay.post(at("commit", batch), follow=True)
    assert answer.redirect_chain == [(at("preview", batch), 302)]
    said = (
        f"{batch.to_create} people were written into the register of South; it has {batch.to_create + 5} members now."
    )
    assert said in answer.content.decode()
    written = Membership.objects.filter(pk__in=batch.rows.values("membership"))
    assert written.filter(branch=harbour.branches["South"], state="full").count() == batch.to_create
    assert Membership.objects.count() == before + batch.to_create
    again = fay.post(at("commit", batch))
    assert (again.status_code, Membership.objects.count()) == (409, before + batch.to_create)


def test_an_import_is_taken_back_whole_within_thirty_days(fay, harbour, staged):
    before = (Person.objects.count(), Membership.objects.count())
    batch = staged(fay, PLAIN)
    fay.post(at("commit", batch))
    assert "Take these 2 people out again" in shown(fay, batch).content.decode()
    answer = fay.post(at("undo", batch), follow=True)
    assert "2 people were taken out of the register of South again." in answer.content.decode()
    assert (Person.objects.count(), Membership.objects.count()) == before
    assert fay.post(at("undo", batch)).status_code == 409


def test_after_thirty_days_it_stays(fay, staged):
    batch = staged(fay, PLAIN)
    fay.post(at("commit", batch))
    with clock.at(clock.now() + timedelta(days=31)):
        assert "out again" not in shown(fay, batch).content.decode()
        refused = fay.post(at("undo", batch))
    assert (refused.status_code, Person.objects.filter(name="Ute Kern").count()) == (403, 1)
    assert "This one is older." in refused.content.decode()


def test_what_is_thrown_away_is_gone_and_cannot_be_imported(fay, staged):
    batch = staged(fay, PLAIN)
    assert fay.post(at("discard", batch)).status_code == 302
    assert ImportRow.objects.filter(batch=batch).count() == 0
    assert fay.post(at("commit", batch)).status_code == 409
    assert "<h1>This file was thrown away</h1>" in shown(fay, batch).content.decode()


def test_a_number_given_out_since_the_look_is_a_conflict_and_nothing_half_is_written(client, harbour, mill, staged):
    client.force_login(harbour.secretary)
    batch = staged(client, "Name;Member number\nUte Kern;0777\nBo Lind;0778\n")
    Membership.objects.filter(pk=harbour.members["Hal South"].pk).update(number="0778")
    answer = client.post(at("commit", batch))
    assert (answer.status_code, Person.objects.filter(name__in=["Ute Kern", "Bo Lind"]).count()) == (409, 0)
    assert "number 0778 was given out since the preview" in answer.content.decode()


def test_more_than_two_hundred_rows_with_problems_are_turned_over(fay, staged):
    batch = staged(fay, "Name;E-Mail\n" + "Ute Kern;no address\n" * 201 + ";x\n")
    pages = [len(shown(fay, batch, page=page).context["errors"]) for page in (1, 2)]
    assert pages == [200, 3]


def test_a_heading_left_out_for_a_reason_and_a_column_without_one_are_told(fay, staged):
    answer = shown(fay, staged(fay, "Name;Branch;\nUte Kern;North;surprise\n"))
    assert answer.context["columns"][1] == (
        "Branch",
        "",
        "Not imported: everyone in the file joins the branch you import into.",
    )
    assert answer.context["notes"] == [
        "Column 3 has no heading and is not imported, although row 2 holds something there."
    ]


def test_long_names_and_markup_in_cells_are_shown_whole_and_harmless(fay, staged):
    data = "Name\n" + "\n".join([*LONG_NAMES, "<img src=x onerror=alert(1)>"]) + "\n"
    text = shown(fay, staged(fay, data)).content.decode()
    assert [name in text for name in LONG_NAMES] == [True, True, True]
    assert ("<img src" in text, "&lt;img src=x" in text) == (False, True)


def test_nobody_to_import_leaves_no_button_to_import(fay, staged):
    answer = shown(fay, staged(fay, "Name;E-Mail\n;no@example.org\n"))
    assert ("There is nobody to import." in answer.content.decode(), "/commit/" in answer.content.decode()) == (
        True,
        False,
    )


def test_in_a_political_organisation_people_come_in_on_trial(client, thread):
    client.force_login(thread.secretary)
    url = reverse("import_new", args=[thread.body().public_id])
    client.post(url, {"file": SimpleUploadedFile("members.csv", PLAIN.encode())})
    client.post(at("commit", ImportBatch.objects.get()))
    assert set(Membership.objects.filter(person__name__in=["Ute Kern", "Bo Lind"]).values_list("state")) == {("trial",)}


def test_who_took_part_stays_and_is_named_when_an_import_is_undone(fay, harbour, mill, staged):
    batch = staged(fay, PLAIN)
    fay.post(at("commit", batch))
    motion = make_motion(harbour, harbour.person("Gil South"), "South")
    second_motion(Person.objects.get(name="Ute Kern"), motion=motion)
    assert fay.post(at("undo", batch)).status_code == 302
    assert [person.name for person in Person.objects.filter(name__in=["Ute Kern", "Bo Lind"])] == ["Ute Kern"]
    text = shown(fay, batch).content.decode()
    assert ("1 person stayed" in text, text.count("Ute Kern"), "Bo Lind" in text) == (True, 1, False)


@pytest.mark.parametrize("many", [1, 3])
def test_one_and_three_problems_take_the_same_number_of_queries(fay, staged, many, django_assert_num_queries):
    batch = staged(fay, "Name;E-Mail\nUte Kern;ute@example.org\n" + "Bo Lind;no address\n" * many)
    with django_assert_num_queries(10):
        assert len(shown(fay, batch).context["errors"]) == many
