import CLibGit2

/// libgit2, set up for this program: nobody's configuration, bounded memory, synced files.
enum GitLibrary {
  /// Makes the library ready, for the rest of this process's life, which has one task.
  ///
  /// - Parameters:
  ///   - userAgent: what servers are told.
  ///   - certificateAuthorities: a file of certificates for https; `nil` for the library's own.
  static func start(
    userAgent: String, certificateAuthorities: String?
  ) throws(GitLibraryError) {
    try check("initialise libgit2", git_libgit2_init())
    try check("forget configuration files", clibgit2_forget_configuration())
    try check("accept any owner", clibgit2_accept_any_owner())
    try check("sync files", clibgit2_sync_files())
    try check("bound memory", clibgit2_bound_memory(64 << 20, 16 << 20))
    try check("set the user agent", clibgit2_set_user_agent(userAgent))
    if let certificateAuthorities {
      try check(
        "read certificate authorities",
        clibgit2_set_certificate_authorities(certificateAuthorities))
    }
  }
}
