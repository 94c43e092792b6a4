"""All settings in one file. Every variable of the environment stands in docs/reference/settings.md."""

import os
import tempfile
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from wushe.config import current
from wushe.config.environment import (
    data_folder,
    env_bool,
    env_choice,
    env_list,
    env_number,
    env_text,
    postgres_settings,
)
from wushe.config.secret import secret_key

PACKAGE = Path(__file__).resolve().parents[1]
DATA = data_folder()

DEBUG = env_bool("WUSHE_DEBUG", default=False)
SECRET_KEY = secret_key(DATA / "secret.key")
ALLOWED_HOSTS = env_list("WUSHE_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("WUSHE_ORIGINS")
HTTPS = env_bool("WUSHE_HTTPS", default=False)

# --- rooms -----------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "wushe.ground.ui",  # before allauth: our pages stand in for its own
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_cotton.apps.SimpleAppConfig",
    "csp",
    "wushe.ground.accounts",
    "wushe.registers.stations",
    "wushe.registers.workforce",
    "wushe.registers.beneficiaries",
    "wushe.registers.catalog",
    "wushe.ledger",
    "wushe.work.needs",
    "wushe.work.safeguarding",
    "wushe.work.disclosures",
    "wushe.work.visits",
    "wushe.work.groupwork",
    "wushe.statistics",
    "wushe.doors.phone",
    "wushe.doors.reports",
    "wushe.config",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "wushe.config.urls"
WSGI_APPLICATION = "wushe.config.wsgi.application"

MIDDLEWARE = [
    "wushe.config.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wushe.ground.accounts.middleware.PresenceMiddleware",
    "wushe.registers.stations.middleware.ViewerMiddleware",
    "wushe.registers.stations.middleware.RefusalMiddleware",
]

# --- database: SQLite in the data folder, or PostgreSQL by one setting -----------------------------------------------
DATABASE_URL = env_text("WUSHE_DATABASE_URL")
CURRENT = current.read(DATA).of("postgresql" if DATABASE_URL else "sqlite")
WUSHE_IS_DEMO = CURRENT.is_demo
WUSHE_TODAY = env_text("WUSHE_TODAY") or CURRENT.today  # the day a demo lives on; empty: the real day
if DATABASE_URL:
    DATABASES = {"default": postgres_settings(DATABASE_URL, CURRENT.name)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "wushe.config.sqlite",
            "NAME": str(DATA / CURRENT.name),
            "CONN_MAX_AGE": None,
            # Tests use a file, not memory: only a file has a write-ahead log, a lock and threads of its own.
            "TEST": {"NAME": str(Path(tempfile.gettempdir()) / f"wushe-test-{os.getpid()}.sqlite3")},
        }
    }
# What processes remember together for minutes, failed logins above all: in the database, so that a second process or a
# new start forgets nothing. Nothing that pages show is cached.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cacherow",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # more than anybody can fill within the lock: nobody flushes it
    }
}

# --- keys: beside the database, never in it ---------------------------------------------------------------------------
WUSHE_KEYS = Path(env_text("WUSHE_KEYS") or DATA / "keys").expanduser()
WUSHE_CRYPTO = env_choice("WUSHE_CRYPTO", ("sm", "aes"))  # the suite of keys made from now on

# --- what is masked, and how often somebody may look ------------------------------------------------------------------
WUSHE_REVEALS_A_DAY = env_number("WUSHE_REVEALS_A_DAY", default=30, least=1, most=500)

# --- pages -----------------------------------------------------------------------------------------------------------
# Cotton is set up by hand: its own set-up would replace the loaders behind our back.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wushe.ground.ui.context.shell",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django_cotton.cotton_loader.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
        },
    }
]
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", _("英文"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- who logs in -----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name}
    for name in (
        "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "wushe.ground.accounts.passwords.LongEnough",
        "wushe.ground.accounts.passwords.NotTheTemporaryOne",
        "django.contrib.auth.password_validation.CommonPasswordValidator",
        "django.contrib.auth.password_validation.NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# A demo asks for the password alone; an installation with real people asks for a code from the phone as well.
HOW_STRICT = ("off", "asked", "required")
WUSHE_SECOND_FACTOR = env_choice("WUSHE_SECOND_FACTOR", HOW_STRICT if WUSHE_IS_DEMO else HOW_STRICT[::-1])
WUSHE_LOGIN_TRIES = env_number("WUSHE_LOGIN_TRIES", default=5, least=3, most=20)
WUSHE_LOCK_MINUTES = env_number("WUSHE_LOCK_MINUTES", default=15, least=1, most=24 * 60)
WUSHE_IDLE_MINUTES = env_number("WUSHE_IDLE_MINUTES", default=15, least=2, most=60)
WUSHE_IDLE_MINUTES_PHONE = env_number("WUSHE_IDLE_MINUTES_PHONE", default=8 * 60, least=2, most=12 * 60)
WUSHE_LOGIN_HOURS = env_number("WUSHE_LOGIN_HOURS", default=12, least=1, most=24)

ACCOUNT_ADAPTER = "wushe.ground.accounts.adapters.LoginAdapter"
ACCOUNT_FORMS = {"login": "wushe.ground.accounts.forms.LoginForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": f"20/m/ip,{WUSHE_LOGIN_TRIES}/{WUSHE_LOCK_MINUTES}m/key",
    "change_password": "20/m/user",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(HTTPS)  # behind the proxy, each browser has its own address
MFA_ADAPTER = "wushe.ground.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "wushe.ground.accounts.forms.CodeForm",
    "reauthenticate": "wushe.ground.accounts.forms.CodeAgainForm",
    "activate_totp": "wushe.ground.accounts.forms.EnrolForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute wrong

SESSION_COOKIE_AGE = WUSHE_IDLE_MINUTES * 60  # at first; accounts.presence moves it while somebody works
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS

# --- what a browser may do -------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if HTTPS:
    SECURE_HSTS_SECONDS = 180 * 24 * 60 * 60
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"route": {"()": "wushe.config.logs.RouteOnly"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["route"]}},
    "root": {"handlers": ["stderr"], "level": env_text("WUSHE_LOG_LEVEL", "INFO").upper()},
    "loggers": {"django": {"handlers": ["stderr"], "level": "INFO", "propagate": False}},
}
