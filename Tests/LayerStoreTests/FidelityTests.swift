import ContainerModel
import FoundationEssentials
import SystemPackage
import Testing
@testable import LayerStore

/// A program that makes an archive of the directory `tree`.
struct Archiver: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let archive: String
  let command: String

  static let all = [
    Archiver(
      testDescription: "GNU tar, plain", archive: "a.tar",
      command: "tar --xattrs --xattrs-include='*' --acls -S --format=pax -C tree -cf a.tar ."),
    Archiver(
      testDescription: "GNU tar and gzip, GNU's format", archive: "a.tar.gz",
      command: "tar --xattrs --xattrs-include='*' --acls -S -C tree -czf a.tar.gz ."),
    Archiver(
      testDescription: "bsdtar and xz", archive: "a.tar.xz",
      command: "bsdtar --format=pax -C tree -cJf a.tar.xz . 2>/dev/null"),
    Archiver(
      testDescription: "GNU tar and zstd, names without a dot", archive: "a.tar.zst",
      command: """
        cd tree; tar --xattrs --xattrs-include='*' --acls -S -c -I zstd -f ../a.tar.zst \
        --transform='s,^\\./,,' .
        """),
  ]
}

@Suite struct FidelityTests {
  /// A tree with all that a root file system has.
  private static let tree = """
    umask 022
    mkdir -p tree/bin tree/etc tree/deep/er; cd tree
    cp /usr/bin/id bin/id; chown 0:0 bin/id; chmod 4755 bin/id
    cp /usr/bin/chown bin/chown; setcap cap_chown+ep bin/chown; cp /usr/bin/chown bin/plain
    for library in $(ldd /usr/bin/id /usr/bin/chown | grep -o '/[^ :]*' | sort -u); do
      case $library in /lib*|/usr/lib*) cp --parents "$library" .;; esac
    done
    echo text >etc/text; ln etc/text etc/second; ln -s /etc/passwd etc/absolute; ln -s ../bin etc/up
    setfacl -m u:1000:rw,g:7:r etc/text; setfacl -d -m u:2:rwx etc; setfattr -n user.note -v kept etc/text
    mkfifo etc/fifo; mkdir tmp; chmod 1777 tmp; mkdir secret; chmod 0 secret; chown 33:44 deep/er
    chmod 2750 deep/er; chown -h 5:6 etc/up; truncate -s 8M hole; printf end >>hole
    echo 1 >'name with blank'; echo 2 >"$(printf 'composed-\\303\\251')"
    echo 3 >"$(printf 'decomposed-e\\314\\201')"; echo 4 >"$(printf 'latin-\\377')"
    echo 5 >'back\\slash'; echo 6 >"$(printf 'new\\nline')"; : >"$(printf 'n%.0s' $(seq 255))"
    touch -d '2001-02-03 04:05:06.789012345' etc/text deep; touch -hd '1999-01-01 00:00:00' etc/up
    cd ..
    """

  @Test(arguments: Archiver.all)
  func `An unpacked tree is what was archived, with shifted owners`(_ archiver: Archiver)
    async throws
  {
    try await Scratch.with { scratch in
      try await scratch.shell(Self.tree + "\n" + archiver.command)
      let rootfs = try await scratch.prepare(scratch.path.appending(archiver.archive))
      let difference = try await scratch.shell(
        """
        python3 - tree \(rootfs) 100000 <<'EOF'
        \(Self.compare)
        EOF
        """)
      #expect(difference == "")
    }
  }

  @Test(arguments: Archiver.all)
  func `A privileged container's tree is what was archived`(_ archiver: Archiver) async throws {
    try await Scratch.with { scratch in
      try await scratch.shell(Self.tree + "\n" + archiver.command)
      let rootfs = try await scratch.prepare(scratch.path.appending(archiver.archive), nil)
      let difference = try await scratch.shell(
        """
        python3 - tree \(rootfs) 0 <<'EOF'
        \(Self.compare)
        EOF
        """)
      #expect(difference == "")
    }
  }

  /// Prints what differs between two trees, where the owners in the second begin at a given id.
  private static let compare = """
    import os, struct, sys
    old, new, first = os.fsencode(sys.argv[1]), os.fsencode(sys.argv[2]), int(sys.argv[3])
    def shifted(name, value):
        if name.startswith('system.posix_acl_'):
            entries = [struct.unpack_from('<HHI', value, i) for i in range(4, len(value), 8)]
            return b''.join([value[:4]] + [struct.pack('<HHI', t, p, i + first if t in (2, 8) else i) for t, p, i in entries])
        if name == 'security.capability' and first:
            return struct.pack('<I', struct.unpack_from('<I', value)[0] + 0x1000000) + value[4:] + struct.pack('<I', first)
        return value
    def describe(path, shift):
        s = os.lstat(path)
        is_link = os.path.islink(path)
        attributes = {} if is_link else {n: os.getxattr(path, n) for n in os.listxattr(path)}
        if shift: attributes = {n: shifted(n, v) for n, v in attributes.items()}
        data = os.readlink(path) if is_link else open(path, 'rb').read() if os.path.isfile(path) else None
        base = first if shift else 0
        return (s.st_mode, s.st_uid + base, s.st_gid + base, s.st_nlink, s.st_mtime_ns if not b'ole' in path else 0, attributes, data)
    def names(top):
        return sorted(os.path.relpath(os.path.join(d, n), top) for d, ds, fs in os.walk(top) for n in ds + fs) + [b'.']
    if names(old) != names(new): print('names differ', set(names(old)) ^ set(names(new)))
    for name in names(old):
        a, b = describe(os.path.join(old, name), True), describe(os.path.join(new, name), False)
        for what, x, y in zip(('mode', 'uid', 'gid', 'links', 'time', 'attributes', 'data'), a, b):
            if x != y: print(name, what, x if what != 'data' else '', y if what != 'data' else '')
    same = lambda top: os.path.samefile(top + b'/etc/text', top + b'/etc/second')
    if not same(new): print('the hard link is two files')
    if os.stat(new + b'/hole').st_blocks > 16: print('the hole is filled')
    """

  @Test func `Set-id bits and file capabilities work in the container upon an overlay`()
    async throws
  {
    try await Scratch.with { scratch in
      try await scratch.shell(
        Self.tree + "\ntar --xattrs --xattrs-include='*' -C tree -cf a.tar .")
      let rootfs = try await scratch.prepare(scratch.path.appending("a.tar"))
      let output = try await scratch.shell(
        """
        root=\(rootfs)
        mkdir -p $root-upper/upper $root-upper/work $root-merged
        chown -R 100000:100000 $root-upper $root-merged
        $fixture inside 100000 65536 $root 1000 /bin/id -u
        $fixture inside 100000 65536 $root 1000 /bin/chown 12:34 /etc/second
        stat -c %u:%g $root-upper/upper/etc/second $root/etc/second
        ! $fixture inside 100000 65536 $root 1000 /bin/plain 12:34 /hole 2>/dev/null
        """)
      #expect(output == "0\n100012:100034\n100000:100000")
    }
  }

  @Test func `The root directory belongs to the container's root and is open to all`() async throws
  {
    try await Scratch.with { scratch in
      let rootfs = try await scratch.prepare([.file("etc/hostname")])
      #expect(
        try await scratch.shell("stat -c '%a %u:%g' \(rootfs) \(rootfs)/etc \(rootfs)/etc/hostname")
          == "755 100000:100000\n755 100000:100000\n644 100000:100000")
    }
  }

  @Test func `The root directory is as the archive says, if it says so`() async throws {
    try await Scratch.with { scratch in
      let rootfs = try await scratch.prepare(
        [.directory("./", mode: 0o750).owned(by: 7, 8), .file("./a")])
      #expect(try await scratch.shell("stat -c '%a %u:%g' \(rootfs)") == "750 100007:100008")
    }
  }

  @Test func `The container's root can pass through to its image, and others can't`() async throws {
    try await Scratch.with { scratch in
      let rootfs = try await scratch.prepare([.file("a")])
      let layer = rootfs.removingLastComponent()
      #expect(
        try await scratch.shell(
          "stat -c '%a %u:%g' state state/images \(layer); stat -c %a \(layer)/image.json")
          == "710 0:100000\n710 0:100000\n710 0:100000\n600")
    }
  }

  @Test func `A later entry replaces an earlier one of its kind`() async throws {
    try await Scratch.with { scratch in
      let rootfs = try await scratch.prepare([
        .file("a", "old"), .hardLink("b", to: "a"), .symlink("l", to: "x"), .directory("d"),
        .file("a", "new"), .symlink("l", to: "y"), .directory("d", mode: 0o700),
      ])
      #expect(
        try await scratch.shell("cd \(rootfs); cat a b; readlink l; stat -c %a d") == "newoldy\n700"
      )
    }
  }

  @Test func `An access list without numbers counts if the bare attribute is there too`()
    async throws
  {
    try await Scratch.with { scratch in
      let bare: [UInt8] = [
        2, 0, 0, 0, 1, 0, 6, 0, 255, 255, 255, 255, 2, 0, 7, 0, 42, 0, 0, 0, 4, 0, 4, 0, 255, 255,
        255, 255, 0x10, 0, 7, 0, 255, 255, 255, 255, 0x20, 0, 4, 0, 255, 255, 255, 255,
      ]
      let rootfs = try await scratch.prepare([
        .file("a").attribute("system.posix_acl_access", bare)
          .header(
            "SCHILY.acl.access", "user::rw-\nuser:joe:rwx\ngroup::r--\nmask::rwx\nother::r--\n")
      ])
      #expect(try await scratch.shell("getfacl -nc \(rootfs)/a").contains("user:100042:rwx"))
    }
  }
}
