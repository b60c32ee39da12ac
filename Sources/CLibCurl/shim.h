#include <curl/curl.h>
#include <dlfcn.h>
#include <errno.h>
#include <stddef.h>

// libcurl brings twenty libraries, which no worker shall load but the one that asks by http: so it is not linked, but loaded
// where it is needed.

/// The functions of libcurl that are called.
struct clibcurl {
  __typeof__(curl_global_init) *global_init;
  __typeof__(curl_easy_init) *easy_init;
  __typeof__(curl_easy_setopt) *easy_setopt;
  __typeof__(curl_easy_perform) *easy_perform;
  __typeof__(curl_easy_getinfo) *easy_getinfo;
  __typeof__(curl_easy_strerror) *easy_strerror;
  __typeof__(curl_easy_cleanup) *easy_cleanup;
  __typeof__(curl_slist_append) *slist_append;
  __typeof__(curl_slist_free_all) *slist_free_all;
};

/// Loads libcurl 7.85 or newer, by the name that it has had since 2006, for as long as the process lives. NULL, or why not.
static inline const char *clibcurl_load(struct clibcurl *curl) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW);
  if (!library)
    return dlerror();
  void **const functions = (void **)curl;
  static const char *const names[] = {
    "curl_global_init", "curl_easy_init",     "curl_easy_setopt",  "curl_easy_perform",
    "curl_easy_getinfo", "curl_easy_strerror", "curl_easy_cleanup", "curl_slist_append",
    "curl_slist_free_all",
  };
  _Static_assert(sizeof names / sizeof *names == sizeof *curl / sizeof(void *), "a name for each function");
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (!(functions[i] = dlsym(library, names[i])))
      return dlerror();
  return curl->global_init(CURL_GLOBAL_NOTHING) == CURLE_OK ? NULL : "it could not be set up";
}

// curl_easy_setopt() and curl_easy_getinfo() take their arguments as the option demands, which Swift can't call.

static inline CURLcode clibcurl_set_number(const struct clibcurl *curl, CURL *handle, CURLoption option, long value) {
  return curl->easy_setopt(handle, option, value);
}

static inline CURLcode clibcurl_set_text(
  const struct clibcurl *curl, CURL *handle, CURLoption option, const char *value) {
  return curl->easy_setopt(handle, option, value);
}

/// The lines of a request's header, which have to stay until it was made.
static inline CURLcode clibcurl_set_headers(
  const struct clibcurl *curl, CURL *handle, struct curl_slist *headers) {
  return curl->easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
}

/// The certificate authorities to trust, in place of the library's own; copied.
static inline CURLcode clibcurl_set_authorities(
  const struct clibcurl *curl, CURL *handle, const void *bytes, size_t count) {
  struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_COPY};
  return curl->easy_setopt(handle, CURLOPT_CAINFO_BLOB, &blob);
}

/// What takes the lines of the header and the body; `context` is handed to it each time.
static inline CURLcode clibcurl_set_sink(
  const struct clibcurl *curl, CURL *handle, size_t (*sink)(char *, size_t, size_t, void *), void *header,
  void *body) {
  CURLcode code = curl->easy_setopt(handle, CURLOPT_HEADERFUNCTION, sink);
  if (code == CURLE_OK) code = curl->easy_setopt(handle, CURLOPT_HEADERDATA, header);
  if (code == CURLE_OK) code = curl->easy_setopt(handle, CURLOPT_WRITEFUNCTION, sink);
  if (code == CURLE_OK) code = curl->easy_setopt(handle, CURLOPT_WRITEDATA, body);
  return code;
}

/// The status of the last answer; 0 where there was none.
static inline long clibcurl_status(const struct clibcurl *curl, CURL *handle) {
  long status = 0;
  return curl->easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK ? status : 0;
}

/// The `errno` of a connection that failed.
static inline int clibcurl_system_error(const struct clibcurl *curl, CURL *handle) {
  long error = 0;
  return curl->easy_getinfo(handle, CURLINFO_OS_ERRNO, &error) == CURLE_OK ? (int)error : 0;
}

/// How a transfer ended, as a number that Swift can compare.
static inline CURLcode clibcurl_perform(const struct clibcurl *curl, CURL *handle) {
  return curl->easy_perform(handle);
}
