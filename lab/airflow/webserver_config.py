"""Flask AppBuilder's settings for the Airflow 2 instances of the lab. Not for production."""
from flask_appbuilder.const import AUTH_DB

AUTH_TYPE = AUTH_DB
WTF_CSRF_ENABLED = True
# With the default ("Public") a wrong login answers 403 instead of 401.
AUTH_ROLE_PUBLIC = None
# Basic auth hashes the password at every request; the default (scrypt) takes 70 to 400 ms each. Lab only: the passwords are fake.
FAB_PASSWORD_HASH_METHOD = "pbkdf2:sha256:1000"
