"""People. A person is the account too; contact data is optional."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from members.enums import NoticesBy
from organiser.base import clock
from organiser.base.fields import PublicIdField
from organiser.base.ids import letters_by_chance
from organiser.base.text import without_accents


def new_sign_in_name() -> str:
    """A name to sign in with for people without e-mail: twelve letters and digits, such as `k7m2-p9qd-3x4y`."""
    return "-".join(letters_by_chance(4) for _ in range(3))


class PersonManager(BaseUserManager["Person"]):
    """Makes people; used by Django's own commands and by the actions of this floor."""

    def create_user(
        self, name: str, *, email: str | None = None, password: str | None = None, **extra: Any
    ) -> "Person":
        """Write a person, with an unusable password where none is given."""
        person = self.model(name=name, email=(email or "").strip() or None, **extra)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, name: str, *, password: str | None = None, **extra: Any) -> "Person":
        """Write the person who runs the machine; it gives no voice in any body."""
        extra.update(is_superuser=True, is_staff=True)
        return self.create_user(name, password=password, **extra)

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Find by the name that people sign in with."""
        return self.get(sign_in_name=username)


class Person(AbstractBaseUser, PermissionsMixin):
    """A human being, with as little about them as the work needs. There is no field for views or degrees (D12, B13)."""

    public_id = PublicIdField()
    sign_in_name = models.CharField(max_length=20, unique=True, default=new_sign_in_name)
    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=200, blank=True, editable=False)
    email = models.EmailField(max_length=254, null=True, blank=True)  # noqa: DJ001  # none is not an empty address
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    town = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=10, blank=True)
    notices_by = models.CharField(max_length=20, choices=NoticesBy, default=NoticesBy.EMAIL)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False, editable=False)
    date_joined = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "sign_in_name"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    bound_body_id: int | None = None

    class Meta:
        verbose_name_plural = "people"
        ordering = ["sort_name", "id"]
        # Not unique: each organisation has people of its own, also where they are the same human beings, and an address
        # that is taken would tell one organisation who belongs to another (invariant 7).
        indexes = [models.Index(Lower("email"), name="person_by_email")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded name beside the name, so that lists sort and search alike on both engines."""
        self.sort_name = fold(self.name)
        fields = kwargs.get("update_fields")
        if fields is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "sort_name"}
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        """The name as the person wrote it."""
        return self.name

    def get_short_name(self) -> str:
        """The same name: nobody is cut short."""
        return self.name


def fold(name: str) -> str:
    """A name for sorting and searching: last word first, lower case, without accents ("lindqvist adaeze")."""
    words = without_accents(name).casefold().split()
    return " ".join([*words[-1:], *words[:-1]])[:200]


def digits(phone: str) -> str:
    """The digits of a phone number, for searching."""
    return "".join(letter for letter in phone if letter.isascii() and letter.isdigit())
