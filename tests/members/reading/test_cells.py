import pytest

from members.reading.cells import LIMITS

NOT_PLAIN = {"email", "phone", "name", "notices_by", "state", "deceased", "human", "active", "owes"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("  Anna   Weber ", "Anna Weber"),
        ("Anna\u00a0\tWeber\n", "Anna Weber"),
        ("\ufeffAn\u00adna\u200b Weber", "Anna Weber"),
        ("O'Neill-Großmann", "O'Neill-Großmann"),
        ("王小明", "王小明"),
    ],
)
def test_names_are_trimmed_and_otherwise_kept(cell, text, value):
    assert cell("Name", text) == (value, [])


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x0b", "\x1c", "\x7f", "\x85", "\u202e", "\u2066"])
def test_control_characters_and_null_bytes_are_refused_in_every_cell(cell, sign):
    assert cell("Name", f"Anna{sign}Weber") == ("", [("error", "control_character")])
    assert cell("Joined", f"2024-03-07{sign}") == (None, [("error", "control_character")])
    assert cell("E-Mail", f"anna@example.org{sign}") == ("", [("error", "control_character")])


def test_the_sentence_on_a_control_character_names_it(read):
    reading = read("Name;Ort\nAnna Weber;Nord\x00hafen\n")
    assert [problem.sentence for problem in reading.problems] == [
        (
            "Row 2, column Ort: this cell holds the character U+0000, which cannot be seen."
            " Delete the cell and type it anew."
        )
    ]


@pytest.mark.parametrize("text", ["=Anna", "+Anna", "-Anna", "@anna"])
def test_a_name_that_begins_like_a_formula_is_kept_and_reported(cell, text):
    assert cell("Name", text) == (text, [("warning", "formula")])


@pytest.mark.parametrize("text", ["?", "...", "'", "=()"])
def test_a_name_without_any_letter_is_no_name(cell, text):
    assert cell("Name", text) == ("", [("error", "name_without_letters")])


@pytest.mark.parametrize("text", ["-", "--", "–", "—", " — "])
def test_a_lone_dash_means_empty(cell, text):
    assert cell("E-Mail", text) == ("", [])
    assert cell("Joined", text) == (None, [])
    assert cell("Name", text) == ("", [("error", "name_missing")])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ann@Example.ORG", "Ann@example.org"),
        (" a.b+c@mail.example.co.uk ", "a.b+c@mail.example.co.uk"),
        ("ute@BÜRO.example", "ute@büro.example"),
        ("", ""),
    ],
)
def test_the_domain_of_an_email_is_put_in_small_letters_and_the_rest_kept(cell, text, value):
    assert cell("E-Mail", text) == (value, [])


@pytest.mark.parametrize("text", ["ann@@x", "ann", "ann@x", "@example.org", "ann weber@example.org", "ann@localhost"])
def test_what_is_no_email_is_refused(cell, text):
    assert cell("E-Mail", text) == ("", [("error", "email_invalid")])


@pytest.mark.parametrize("text", ["a@example.org; b@example.org", "a@example.org,b@example.org", "a@x.org b@x.org"])
def test_two_emails_in_one_cell_are_named_as_such(cell, text):
    assert cell("E-Mail", text) == ("", [("error", "email_several")])


def test_a_wrong_email_is_told_with_row_column_and_what_to_do(read):
    reading = read("Name;E-Mail\n" + "Bo Lund;\n" * 12 + "Anna Weber;ann@@x\n")
    assert [problem.sentence for problem in reading.problems] == [
        "Row 14, column E-Mail: “ann@@x” is not an e-mail address. Correct it or leave it empty."
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("030 / 555-01 23", "0305550123"),
        ("+49 (0)30 5550123", "+49305550123"),
        ("0049 (0) 30 5550123", "0049305550123"),
        ("(030) 555.0123", "0305550123"),
        ('="0305550123"', "0305550123"),
        ("+49 – 30 – 5550123", "+49305550123"),
        ("12345", "12345"),
        ("+12345 67890 12345", "+123456789012345"),
    ],
)
def test_phones_are_kept_to_digits_and_a_leading_plus(cell, text, value):
    assert cell("Phone", text) == (value, [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1234", "phone_too_short"),
        ("030 5550123 / 0170 5550123", "phone_several"),
        ("030 5550123, 0170 5550123", "phone_several"),
        ("030 5550123; 5550124", "phone_several"),
        ("030 5550123 oder 0170 5550123", "phone_several"),
        ("030 5550123\n0170 5550123", "phone_several"),
        ("030 5550123 0170 5550123", "phone_too_long"),
        ("ask Ute", "phone_invalid"),
        ("030 55501 ext. 3", "phone_invalid"),
        ("030+5550123", "phone_invalid"),
        ("4,91701E+11", "phone_shortened"),
        ("4.9E+11", "phone_shortened"),
    ],
)
def test_what_is_no_phone_is_refused_with_its_reason(cell, text, code):
    assert cell("Phone", text) == ("", [("error", code)])


def test_zeros_at_the_front_of_numbers_and_postcodes_stay(cell):
    assert cell("Postcode", "01234") == ("01234", [])
    assert cell("Postcode", '="01234"') == ("01234", [])
    assert cell("Member number", "007") == ("007", [])


@pytest.mark.parametrize("field", [field for field in LIMITS if field not in NOT_PLAIN])
def test_a_cell_may_be_as_long_as_its_limit_and_no_longer(cell, field):
    limit = LIMITS[field]
    assert cell(field, "x" * limit) == ("x" * limit, [])
    assert cell(field, "x" * (limit + 1)) == ("", [("error", "too_long")])


def test_an_overlong_name_is_told_once_and_not_as_missing(read):
    reading = read(f"Name\n{'x' * 201}\n")
    assert [problem.sentence for problem in reading.problems] == [
        "Row 2, column Name: this cell has 201 characters, and at most 200 fit. Shorten it."
    ]


def test_limits_of_email_and_phone(cell):
    domain = "@" + ".".join(["d" * 60] * 3) + ".org"
    local = "a" * (254 - len(domain))
    assert cell("E-Mail", local + domain) == (local + domain, [])
    assert cell("E-Mail", "a" + local + domain) == ("", [("error", "too_long")])
    # The capital İ becomes two characters when it is made small.
    assert cell("E-Mail", f"{local}{domain[:5]}İ{domain[6:]}") == ("", [("error", "too_long")])
    assert cell("Phone", "0 " * 21) == ("", [("error", "too_long")])


def test_a_sentence_shows_a_long_cell_cut_off_and_on_one_line(read):
    reading = read('Name;E-Mail\nAnna Weber;"no\nemail ' + "x" * 200 + '"\n')
    assert [problem.sentence for problem in reading.problems] == [
        "Row 2, column E-Mail: “no email " + "x" * 50 + "…” is not an e-mail address. Correct it or leave it empty."
    ]
