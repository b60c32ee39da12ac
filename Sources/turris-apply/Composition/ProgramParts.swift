import HostJudging
import SystemPackage

/// The programs that turris-apply consists of, and what it calls.
struct ProgramParts {
  /// The program that reads repositories and images; nil where it is missing.
  let fetcher: FilePath?
  /// What was found.
  let findings: [Finding]

  init() {
    var findings: [Finding] = []
    func find(_ name: String, _ look: () throws -> FilePath) -> FilePath? {
      do {
        let found = try look()
        findings.append(Finding(.program, name, .fine, "installed"))
        return found
      } catch {
        findings.append(
          Finding(.program, name, .needed, "\(error)", remedy: "install turris-apply anew, whole"))
        return nil
      }
    }
    fetcher = find("turris-apply-fetch", Installation.fetcher)
    _ = find("turris-apply-start", Installation.starter)
    // A hook of configs calls it by this path.
    if (try? Stat("/bin/mount")) == nil {
      findings.append(
        Finding(
          .program, "/bin/mount", .advised, "is missing: rootfs.mode: readOnly fails",
          remedy: "install mount (on OpenWrt busybox has it)"))
    }
    self.findings = findings
  }
}
