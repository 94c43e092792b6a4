"""What every answer tells the browser not to do: keep it, share it with other sites, reach for the hardware."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

#: Nothing of this is used by any page; a page that needs the camera or the place one day opens exactly that.
NO_HARDWARE = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
PERMISSIONS = ", ".join(f"{feature}=()" for feature in NO_HARDWARE)
KEEP_NOTHING = "private, no-store"


class HeadersMiddleware:
    """Puts the headers on. An answer that says itself how it may be kept, such as a static file, keeps its word."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with the headers on."""
        answer = self.get_response(request)
        answer.headers.setdefault("Cache-Control", KEEP_NOTHING)
        answer.headers.setdefault("Permissions-Policy", PERMISSIONS)
        answer.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return answer
