"""The application that a web server runs."""

from __future__ import annotations

from django.core.wsgi import get_wsgi_application

from payung import environment

environment.choose_settings()
application = get_wsgi_application()
