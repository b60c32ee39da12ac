import HostJudging
import SettingsLoading
import SystemPackage

/// What is wrong with the settings and the policy, and the settings as far as they can be used.
struct SettingsVerdicts {
  /// Those of the file; the defaults where it cannot be read.
  let settings: Settings
  /// What was found.
  let findings: [Finding]

  /// - Parameter settingsFile: the file that was named; nil: the standard one, which may be missing.
  init(settingsFile: String?) {
    var found = Settings()
    let first = Self.verdict(
      on: "settings", file: settingsFile ?? SettingsFile.settingsPath, missing: "all defaults"
    ) {
      found = try SettingsFile.settings(at: settingsFile, complain: $0)
    }
    let second = Self.verdict(
      on: "policy", file: SettingsFile.policyPath, missing: "the strictest"
    ) {
      _ = try SettingsFile.policy(complain: $0)
    }
    settings = found
    findings = [first, second]
  }

  private static func verdict(
    on subject: String, file: String, missing: String,
    _ read: (@escaping (String) -> Void) throws -> Void
  ) -> Finding {
    let lines = Lines()
    do {
      try read { lines.text += $0 }
      let isThere = (try? Stat(FilePath(file))) != nil
      return Finding(
        .settings, subject, .fine, isThere ? "\(file) has no errors" : "no file: \(missing)")
    } catch {
      return Finding(
        .settings, subject, .needed, "\(error)",
        remedy: "mend \(file); examples/settings explains each line",
        details: lines.text.split(separator: "\n").map(String.init))
    }
  }

  private final class Lines { var text = "" }
}
