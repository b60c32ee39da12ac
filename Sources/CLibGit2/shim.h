#include <git2.h>

// git_libgit2_opts() takes its arguments as the option demands, which Swift can't call.

// Nobody's configuration files are read: not the system's, not the user's, so no insteadOf.
static inline int clibgit2_forget_configuration(void) {
  const int levels[] = {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG,
                        GIT_CONFIG_LEVEL_GLOBAL};
  for (unsigned int i = 0; i < sizeof(levels) / sizeof(*levels); i++) {
    int error = git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], "");
    if (error < 0) return error;
  }
  return 0;
}

// A repository on a USB stick belongs to whoever filled it.
static inline int clibgit2_accept_any_owner(void) {
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
}

static inline int clibgit2_sync_files(void) {
  return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
}

static inline int clibgit2_set_user_agent(const char *agent) {
  return git_libgit2_opts(GIT_OPT_SET_USER_AGENT, agent);
}

static inline int clibgit2_set_certificate_authorities(const char *file) {
  return git_libgit2_opts(GIT_OPT_SET_SSL_CERT_LOCATIONS, file, NULL);
}

// Bounds the memory mapped from packs at one time, and that of the object cache; in bytes.
static inline int clibgit2_bound_memory(size_t mapped, size_t cached) {
  int error = git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, mapped);
  return error < 0 ? error : git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, (ssize_t)cached);
}
