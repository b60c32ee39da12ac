import ContainerModel
import Reconciling
import SystemPackage
import Testing
@testable import ContainerStorage
@testable import UnpackFixture

@Suite struct ContainerDataStoreTests {
  @Test func `Uppers and volumes belong to the container's root, who can pass through to them`()
    async throws
  {
    try await StateDirectory.with { state in
      let entry = try state.entry()
      try state.store.create(for: entry)
      #expect(
        try state.store.data() == [
          entry.spec.name: ContainerData(uppers: [entry.upperKey], volumes: ["etc", "spool"])
        ])
      let key = entry.upperKey
      #expect(
        try await state.shell("find state -printf '%P %m %U:%G\\n' | LC_ALL=C sort") == """
           710 0:100000
          uppers 710 0:100000
          uppers/web 710 0:100000
          uppers/web/\(key) 710 0:100000
          uppers/web/\(key)/upper 755 100000:100000
          uppers/web/\(key)/work 755 100000:100000
          volumes 710 0:100000
          volumes/web 710 0:100000
          volumes/web/etc 710 0:100000
          volumes/web/etc/data 755 100000:100000
          volumes/web/etc/upper 755 100000:100000
          volumes/web/etc/work 755 100000:100000
          volumes/web/spool 710 0:100000
          volumes/web/spool/data 755 100000:100000
          volumes/web/spool/upper 755 100000:100000
          volumes/web/spool/work 755 100000:100000
          """)
    }
  }

  @Test func `An overlay of an unprivileged container works upon the upper`() async throws {
    try await StateDirectory.with { state in
      let entry = try state.entry()
      let key = try #require(entry.imageKey)
      try state.store.create(for: entry)
      // Where the fixture looks for the parts of the overlay.
      let output = try await state.shell(
        """
        root=\(state.layout.rootfs(key)); mkdir -p $root/bin $root/old; cp /bin/busybox $root/bin
        chown -R 100000:100000 $root; chgrp 100000 state/images state/images/*; chmod 710 state/images state/images/*
        ln -s \(state.layout.uppers)/web/\(entry.upperKey) $root-upper; mkdir $root-merged
        $fixture inside 100000 65536 $root 0 /bin/busybox sh -c 'echo new >/file; rm -r /old; mkdir /old; stat -c %u /file'
        cat \(state.layout.upper(entry.upperKey, of: entry.spec.name))/file; ls $root
        """)
      #expect(output == "0\nnew\nbin\nold")
    }
  }

  @Test func `The root of an upper has the mode of the image's`() async throws {
    try await StateDirectory.with { state in
      let entry = try state.entry()
      let rootfs = state.layout.rootfs(try #require(entry.imageKey))
      try await state.shell("mkdir -p \(rootfs); chmod 2751 \(rootfs)")
      try state.store.create(for: entry)
      let upper = state.layout.upper(entry.upperKey, of: entry.spec.name)
      #expect(try await state.shell("stat -c %a \(upper) \(upper)/../work") == "2751\n755")
    }
  }

  @Test func `What a container made of its directories is left alone, and nothing is written`()
    async throws
  {
    try await StateDirectory.with { state in
      let entry = try state.entry()
      try state.store.create(for: entry)
      let upper = state.layout.upper(entry.upperKey, of: entry.spec.name)
      try await state.shell("chmod 700 \(upper); chown 100005 \(upper); echo kept >\(upper)/file")
      let list = "find state -printf '%p %i %C@ %m %U\\n' | sort"
      let before = try await state.shell(list)
      try state.store.create(for: entry)
      #expect(try await state.shell(list) == before)
    }
  }

  @Test func `Privileged and unprivileged uppers are never the same`() async throws {
    try await StateDirectory.with { state in
      let (unprivileged, privileged) = (try state.entry(), try state.entry("web", nil))
      try state.store.create(for: unprivileged)
      try state.store.create(for: privileged)
      let uppers = try #require(try state.store.data()[privileged.spec.name]?.uppers)
      #expect(uppers == [privileged.upperKey, unprivileged.upperKey].sorted())
      #expect(uppers.count == 2)
      let upper = state.layout.upper(privileged.upperKey, of: privileged.spec.name)
      #expect(try await state.shell("stat -c %u:%g \(upper)") == "0:0")
      // A privileged container takes nothing from the others.
      #expect(try await state.shell("stat -c '%a %g' state/uppers") == "710 100000")
    }
  }

  @Test func `An empty state directory has no data, and strangers in it are no containers`()
    async throws
  {
    try await StateDirectory.with { state in
      #expect(try state.store.data().isEmpty)
      try await state.shell(
        "mkdir -p state/uppers/lost+found/a state/volumes/UPPER/b state/volumes/empty")
      #expect(try state.store.data().isEmpty)
    }
  }

  @Test func `A retired upper is in the attic with its spec, and the volumes stay`() async throws {
    try await StateDirectory.with { state in
      let entry = try state.entry()
      try state.store.create(for: entry)
      let upper = state.layout.upper(entry.upperKey, of: entry.spec.name)
      try await state.shell("echo kept >\(upper)/file; chown 100033 \(upper)/file")
      try state.store.retire(uppers: [entry.upperKey], of: entry, reason: "image changed")
      #expect(
        try state.store.data() == [
          entry.spec.name: ContainerData(uppers: [], volumes: ["etc", "spool"])
        ])
      let found = try await state.shell(
        "cd state/attic/*-web; ls; cat uppers/*/upper/file; stat -c %u uppers/*/upper/file; grep -c 'image changed' record.json; grep -q spool record.json"
      )
      #expect(found == "record.json\nuppers\nkept\n100033\n1")
      #expect(try await state.shell("stat -c '%a %u' state/attic state/attic/*") == "700 0\n700 0")
      // Again, as after a run that was killed: nothing is left to do.
      try state.store.retire(uppers: [entry.upperKey], of: entry, reason: "image changed")
      #expect(try await state.shell("ls state/attic | wc -l") == "1")
    }
  }

  @Test func `All that a container keeps goes to the attic, byte by byte`() async throws {
    try await StateDirectory.with { state in
      let entry = try state.entry()
      let other = try state.entry("other")
      try state.store.create(for: entry)
      try state.store.create(for: other)
      try await state.shell(
        "head -c 100000 /dev/urandom | tee data >state/volumes/web/spool/data/noise")
      try state.store.retireAll(of: entry, reason: "removed")
      #expect(try Set(state.store.data().keys) == [other.spec.name])
      try await state.shell(
        "cmp data state/attic/*-web/volumes/spool/data/noise; ! ls state/uppers/web state/volumes/web 2>&1 >/dev/null"
      )
      try state.store.create(for: entry)
      try state.store.retireAll(of: entry, reason: "removed")
      #expect(try await state.shell("ls state/attic | wc -l") == "2")
    }
  }

  @Test(arguments: [
    ("create", "mkdirat", 12), ("create", "fchown", 3), ("create", "fchmod", 6),
    ("create", "renameat2", 3), ("retire", "renameat2", 3), ("retire", "fsync", 4),
  ])
  func `Who is killed at one of its calls is followed by one who finishes the work`(
    _ deed: String, _ call: String, _ times: Int
  ) async throws {
    for number in 1...times {
      try await StateDirectory.with { state in
        let entry = try state.entry()
        if deed == "retire" {
          try state.store.create(for: entry)
          try await state.shell("echo kept >state/volumes/web/spool/data/file")
        }
        try await state.shell(
          """
          strace -qq -f -o /dev/null -e trace=\(call) -e inject=\(call):signal=KILL:when=\(number) \
            $fixture keep $scratch/state \(deed) web >/dev/null 2>&1 || true
          $fixture keep $scratch/state \(deed) web
          """)
        if deed == "retire" {
          #expect(try state.store.data().isEmpty)
          #expect(try await state.shell("cat state/attic/*/volumes/spool/data/file") == "kept")
        } else {
          #expect(try state.store.data()[entry.spec.name]?.volumes == ["etc", "spool"])
          #expect(
            try await state.shell(
              "find state -name upper -o -name work -o -name data | xargs stat -c '%a %u:%g' | sort -u"
            )
              == "755 100000:100000")
          #expect(try await state.shell("find state -name '.*'") == "")
        }
      }
    }
  }
}
