"""What may be changed is chosen beside the file, and each change is shown before it is written."""

from django.urls import reverse

from members.actions.import_undoing import undo_import
from members.models import Person
from tests.members.exports import OPENSLIDES


def test_changes_are_chosen_shown_written_and_put_back(fay, harbour, staged):
    gil = harbour.members["Gil South"]
    data = f"Number;Name;Phone;Town\n{gil.number};Gil South;030 777777;Bonn\n;New One;;\n"
    batch = staged(fay, data, update=["phone"])
    url = reverse("import_preview", args=[batch.public_id])
    page = fay.get(url).content.decode()
    assert "Gil South, number" in page
    assert "phone is empty and becomes “030777777”." in page
    assert '<button class="primary">Import 1 person and change 1</button>' in page
    answer = fay.post(reverse("import_commit", args=[batch.public_id]), follow=True)
    assert "1 person was changed." in answer.content.decode()
    assert Person.objects.get(pk=gil.person_id).phone == "030777777"
    batch.refresh_from_db()
    undo_import(harbour.person("Fay South"), batch=batch)
    assert Person.objects.get(pk=gil.person_id).phone == ""


def test_a_forged_field_is_refused_at_its_place(fay, send):
    answer = send(fay, "Name\nUte Kern\n", update=["is_staff"])
    assert (answer.status_code, answer.context["form"].errors) == (
        422, {"update": ["A file cannot change this. Choose among the fields of the list."]},
    )  # fmt: skip


def test_the_choice_is_kept_when_the_same_file_is_looked_at_again(fay, harbour, staged):
    batch = staged(fay, OPENSLIDES, update=["email", "town"])
    url = reverse("import_new", args=[harbour.body("South").public_id])
    assert fay.get(url, {"like": batch.public_id}).context["form"]["update"].value() == ["email", "town"]
