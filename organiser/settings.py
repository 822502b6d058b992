"""Organiser's settings, all of them; `docs/operations/settings.md` explains each variable.

`ORGANISER_MODE` is `local` (one machine, plain HTTP, the default) or `production` (HTTPS, secrets given from outside).
"""

import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from organiser.accounts import form_names
from organiser.api import schema_settings
from organiser.environment import address, flag, number, one_of, secret, text, words

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(text("ORGANISER_DATA") or BASE_DIR / "var").resolve()
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

MODE = one_of("ORGANISER_MODE", ("local", "production"), "local")
PRODUCTION = MODE == "production"
DEBUG = flag("ORGANISER_DEBUG", default=False)


def _secret_key() -> str:
    """The signing key: given from outside in production, made once and kept in the data folder otherwise."""
    given = secret("SECRET_KEY")
    if given:
        return given
    if PRODUCTION:
        message = "Production needs SECRET_KEY or SECRET_KEY_FILE."
        raise ImproperlyConfigured(message)
    path = DATA_DIR / "secret_key"
    # Several processes may start at once: each writes its own draft, and the first to link it wins.
    if not path.exists():
        draft = DATA_DIR / f"secret_key.{secrets.token_hex(8)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64), encoding="utf-8")
        with suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text(encoding="utf-8")


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = words("ALLOWED_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS")
SITE_NAME = text("SITE_NAME", "Organiser")
# Letters that nobody's browser asked for, such as a notice, must know where the house stands.
_host = next((host for host in ALLOWED_HOSTS if host[:1] not in {"*", ".", "["}), "localhost")
SITE_ADDRESS = address(
    "SITE_ADDRESS", f"https://{_host}" if PRODUCTION else f"http://127.0.0.1:{number('PORT', default=8000, least=1)}"
)
# How many proxies stand before us: X-Forwarded-For is believed only that far.
TRUSTED_PROXIES = number("TRUSTED_PROXIES", default=0)

INSTALLED_APPS = [
    "organiser.apps.OrganiserAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "organiser.apps.OrganiserConfig",
    "organiser.base",
    "organisations",
    "members",
    "skills",
    "assemblies",
    "seeds",
    "csp",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
OWN_APPS = ("organiser", "organiser/base", "organisations", "members", "skills", "assemblies", "seeds")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages are long and networks slow. The length of an answer tells nothing: Django masks the CSRF token anew each
    # time and adds random bytes (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "organiser.base.middleware.forget_spoilt_cookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "organiser.base.middleware.refuse_null_bytes",
    "organiser.base.middleware.answer_refusals",
]

ROOT_URLCONF = "organiser.urls"
WSGI_APPLICATION = "organiser.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / app / "web" / "templates" for app in OWN_APPS] + [BASE_DIR / "organiser/base/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "organiser.frame.frame",
            ],
            "builtins": [
                *("organiser.base.templatetags.words", "organiser.base.templatetags.once"),
                "organiser.base.templatetags.money",
            ],
        },
    },
]

FORM_RENDERER = "organiser.base.form_drawing.Renderer"

# Databases. SQLite: IMMEDIATE, because a transaction that began as a reader cannot wait for the write lock; journal
# DELETE, because the WAL of SQLite before 3.51.3 has a race that can lose commits (sqlite.org/wal.html).
DATABASE_URL = secret("DATABASE_URL", f"sqlite:///{DATA_DIR / 'organiser.sqlite3'}")
# Off behind a PgBouncer older than 1.21 in transaction mode, which mixes up prepared statements.
DATABASE_PREPARE = flag("DATABASE_PREPARE", default=True)
SQLITE_JOURNAL = one_of("SQLITE_JOURNAL", ("DELETE", "WAL"), "DELETE")
_database: dict[str, Any] = dict(environ.Env.db_url_config(DATABASE_URL))
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": number("SQLITE_TIMEOUT", default=20, least=1),
        "init_command": f"PRAGMA journal_mode={SQLITE_JOURNAL};PRAGMA synchronous=FULL;PRAGMA cache_size=-65536;"
        "PRAGMA secure_delete=ON;",  # what an erasure takes away is overwritten in the file
    }
    _database["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
elif _database["ENGINE"].endswith("postgresql"):
    _pool = number("DATABASE_POOL", default=16)
    _options = _database.setdefault("OPTIONS", {})
    # A page that waits longer than this is better refused than left hanging; commands set their own.
    _options.setdefault("options", "-c lock_timeout=5s -c statement_timeout=60s")
    if _pool:
        _options["pool"] = {"min_size": 1, "max_size": _pool, "timeout": 10}
    _database["CONN_HEALTH_CHECKS"] = True
else:
    _message = "DATABASE_URL must name a PostgreSQL or an SQLite database."
    raise ImproperlyConfigured(_message)
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "organiser_cache"}}

# Accounts
AUTH_USER_MODEL = "members.Person"
AUTHENTICATION_BACKENDS = ["organiser.accounts.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "organiser.accounts.passwords.NotLikeThePerson",
        "OPTIONS": {"user_attributes": ("name", "sign_in_name", "email")},
    },
    {"NAME": "organiser.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "organiser.accounts.passwords.NotCommon"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "organiser.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = form_names.ACCOUNT
ACCOUNT_USER_MODEL_USERNAME_FIELD = "sign_in_name"
ACCOUNT_USER_DISPLAY = "organiser.accounts.adapter.shown_name"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# Person.email is the only address there is, and several people may share one: allauth's own table of addresses, which
# would have each belong to one account, stays empty. Its generator of links would write there; Django's does not.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "request_login_code": "20/m/ip,3/m/key",
    "reset_password": "20/m/ip,5/m/key",
}
MFA_ADAPTER = "organiser.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = form_names.SECOND_STEP
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}
MFA_TOTP_TOLERANCE = 1  # half a minute early or late: clocks of phones differ
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

# Words, dates, numbers
LANGUAGE_CODE = "en-gb"
TIME_ZONE = text("TIME_ZONE", "UTC")
USE_I18N = True
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [path for app in OWN_APPS if (path := BASE_DIR / app / "web" / "static").is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
IMPORT_MAX_BYTES = number("IMPORT_MAX_MEGABYTES", default=200, least=1) * 1024 * 1024
# SQLite writes the register of an import in one go, and everybody else waits for it.
_most_rows = 100_000 if _database["ENGINE"].endswith("sqlite3") else 1_000_000
IMPORT_MAX_ROWS = number("IMPORT_MAX_ROWS", default=_most_rows, least=1)
# Up to so many rows are read and written while the page waits; more are worked on beside the server.
IMPORT_AT_ONCE = number("IMPORT_AT_ONCE", default=2000)
UPLOAD_DIR = DATA_DIR / "uploads"
# After so many months it is forgotten who read a record and who got a letter that is not statutory; 0 keeps it.
KEEP_TRACES_MONTHS = number("KEEP_TRACES_MONTHS", default=36)

# Mail: to the console and to files in the data folder until a server is named.
MAIL_DIR = DATA_DIR / "mail"
EMAIL_BACKEND = "organiser.mail.ConsoleAndFileBackend"
EMAIL_FILE_PATH = MAIL_DIR
if secret("EMAIL_URL"):
    _mail: dict[str, Any] = environ.Env.email_url_config(secret("EMAIL_URL"))
    EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_BACKEND"], _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = text("FROM_EMAIL", "organiser@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Safety
HTTPS = flag("ORGANISER_HTTPS", default=PRODUCTION)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # a watcher on the machine itself asks without HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

# API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "organiser.api.authentication.TokenAuthentication",
        "organiser.api.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser", "rest_framework.parsers.MultiPartParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "organiser.api.pagination.Pages",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {"anon": "60/min", "user": "1200/min"},
    "EXCEPTION_HANDLER": "organiser.api.problems.answer",
    "PAGE_SIZE": 50,
    "URL_FORMAT_OVERRIDE": None,  # `?format=` is a filter that is not known, like every other
    "NUM_PROXIES": TRUSTED_PROXIES,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {**schema_settings.SETTINGS, "SERVE_INCLUDE_SCHEMA": False}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_values": {"()": "organiser.base.logs.WithoutValues"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_values"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
