internal import CLibLXC

/// What liblxc is and knows. These calls look at tables and at its own settings, talk to no container, and need no worker.
enum LiblxcFacts {
  /// Whether a config may have this key.
  static func knows(_ key: String) -> Bool { lxc_config_item_is_supported(key) }

  /// As in `5.0.2`.
  static var version: String { String(cString: lxc_get_version()) }

  /// Where containers are kept unless somebody says otherwise (`lxc.lxcpath` of lxc.system.conf(5)).
  static var defaultPath: String {
    lxc_get_global_config_item("lxc.lxcpath").map { String(cString: $0) } ?? "/var/lib/lxc"
  }
}
