package io.riparian.repo;

/** A fetch ended without a usable tip. It stays inside this package and becomes a result. */
final class FetchFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final FetchResult.Reason reason;

  FetchFailedException(FetchResult.Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  FetchResult.Reason reason() {
    return reason;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
