internal import Glibc

/// All that descends from one process, known by who is whose parent (proc(5)).
struct ProcessFamily: Sendable {
  /// Is not one of them itself.
  let head: Int32

  /// Kills all of them that can be found: nothing is left to do once the head, which gets every orphan, has no child any more.
  ///
  /// They are stopped first: one that is killed while another forks leaves a new one behind.
  func kill() {
    var stopped: Set<Int32> = []
    for _ in 0..<Self.mostLooks {
      let members = members
      let others = members.subtracting(stopped)
      if others.isEmpty { break }
      for member in others { send(SIGSTOP, to: member, of: members) }
      stopped.formUnion(others)
    }
    let members = members
    for member in members { send(SIGKILL, to: member, of: members) }
  }

  /// Looks within which a family that forks on is stopped, or never.
  private static let mostLooks = 20

  private var members: Set<Int32> {
    var children: [Int32: [Int32]] = [:]
    for process in HostProcess.all() {
      if let parent = process.parent { children[parent, default: []].append(process.id) }
    }
    var members: Set<Int32> = []
    var open = [head]
    while let parent = open.popLast() {
      for child in children[parent] ?? [] where members.insert(child).inserted {
        open.append(child)
      }
    }
    return members
  }

  /// Sends a signal, unless the number belongs to a stranger by now.
  private func send(_ signal: Int32, to member: Int32, of members: Set<Int32>) {
    let process = HostProcess(id: member)
    guard let handle = ProcessHandle(process), let parent = process.parent,
      parent == head || members.contains(parent)
    else { return }
    handle.send(signal)
  }
}
