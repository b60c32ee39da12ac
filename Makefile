# What a developer or a packager does; `make help` lists it. Everything but `check` and `build` needs root.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

# In a package for Python, which brings nothing else that is used here.
AXE := .build/page/axe_playwright_python/axe.min.js

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
PROGRAMS := turris-apply turris-apply-fetch turris-apply-start
VERSION := $(shell sed -n 's/.* version: "\(.*\)",/\1/p' Sources/turris-apply/TurrisApply.swift)
BUNDLE := .build/bundle/turris-apply-$(VERSION)-$(shell uname -m)
# The day that documents bear: that of the commit, where there is one.
EPOCH := $(shell git log -1 --format=%ct 2>/dev/null || date +%s)

# What building, the demo and the tests need beyond a Swift toolchain, by Debian's names.
PACKAGES := libarchive-dev libcurl4-openssl-dev libgit2-dev lxc-dev libnl-route-3-dev libyaml-dev zlib1g-dev pkg-config \
  gcc lxc uidmap acl attr busybox-static bzip2 e2fsprogs git iproute2 iputils-ping libarchive-tools libcap2-bin procps xz-utils zstd \
  lighttpd lighttpd-mod-openssl systemd strace openssh-server openssh-client openssl python3 python3-jsonschema python3-yaml shellcheck
PACKAGES_PAGE := chromium chromium-driver nginx-light prometheus python3-pil python3-pip python3-selenium
PACKAGES_V2 := qemu-system-x86 mmdebstrap cpio kmod
PACKAGES_DEB := debhelper dpkg-dev lintian
PACKAGES_TEST_DEB := mmdebstrap
PACKAGES_BUNDLE := patchelf

# Exported symbols, which the static runtime asks for, would keep what nobody calls, and two megabytes resident. Types that are
# found by their mangled names cost a search through all conformances each, in every process anew: a tenth of a short run.
RELEASE := -c release --static-swift-stdlib -Xswiftc -Osize -Xlinker --gc-sections -Xlinker --no-export-dynamic \
  -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors

.PHONY: help setup setup-v2 setup-deb setup-bundle setup-page build release manual install stage deb bundle demo test test-v2 \
  test-deb test-bundle test-openwrt test-page screenshots crash soak check bench clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: ## install the Debian packages that are missing
	@packaging/install-missing $(PACKAGES)

setup-v2: ## install what the virtual machine of test-v2 needs besides
	@packaging/install-missing $(PACKAGES_V2)

setup-deb:
	@packaging/install-missing $(PACKAGES_DEB)

setup-bundle:
	@packaging/install-missing $(PACKAGES_BUNDLE)

build: setup ## build the programs with assertions on, as demo and test use them
	$(SWIFT) build

release: setup ## build the programs as they are installed
	for program in $(PROGRAMS); do $(SWIFT) build $(RELEASE) --product $$program; done

manual: release
	$(SWIFT) build --product generate-manual
	SOURCE_DATE_EPOCH=$(EPOCH) packaging/make-manual .build/debug/generate-manual .build/release/turris-apply >.build/turris-apply.1

install: release manual ## install below DESTDIR/PREFIX; without DESTDIR root gets a range of ids
	packaging/install .build "$(DESTDIR)" "$(PREFIX)"
	[ -n "$(DESTDIR)" ] || packaging/allot-id-range

stage: release manual
	rm -rf .build/stage
	packaging/install .build .build/stage /usr

deb: setup-deb stage ## build a Debian package in .build/deb, which lintian finds nothing in
	packaging/make-deb .build/stage .build/deb
	@ls -l .build/deb/*.deb

bundle: setup-bundle stage ## build a folder in .build/bundle that brings its own C library, for musl and uClibc
	packaging/make-bundle .build/stage "$(BUNDLE)"
	tar --create --xz --sort=name --mtime=@$(EPOCH) --owner=0 --group=0 --numeric-owner --directory .build/bundle \
	  --file "$(BUNDLE).tar.xz" "$(notdir $(BUNDLE))"
	@du -sh "$(BUNDLE)" "$(BUNDLE).tar.xz"

demo: build ## show the main job on real containers, in namespaces of its own
	Tests/sandbox examples/demo .build/debug

test: setup ## unit, snapshot and integration tests, on a router of their own
	$(SWIFT) build --build-tests
	Tests/packaging
	Tests/sandbox-leaves-nothing
	SWIFT=$(SWIFT) Tests/suites

test-v2: setup setup-v2 build ## the main story under pure cgroup v2, with liblxc 5.0 and 6.0
	Tests/cgroup2/run .build/debug bookworm trixie

test-deb: deb ## install, upgrade, remove and purge the package on a Debian with systemd; three minutes
	@packaging/install-missing $(PACKAGES_TEST_DEB)
	Tests/install/build-debian .build/deb/*.deb .build/debian-machine.tar
	Tests/sandbox Tests/install/deb .build/deb/*.deb .build/debian-machine.tar

test-bundle: bundle ## have the folder work on a machine that has nothing but busybox; half a minute
	Tests/sandbox Tests/install/bundle $(BUNDLE) bundle-story

test-openwrt: bundle ## have the package for OpenWrt work on a machine with stand-ins for its scripts; half a minute
	Tests/sandbox Tests/install/bundle $(BUNDLE) openwrt-story

setup-page: ## install what test-page needs besides: browser, servers, and axe-core, which judges accessibility
	@packaging/install-missing $(PACKAGES_PAGE)
	[ -e $(AXE) ] || /usr/bin/python3 -m pip install --quiet --no-deps --target .build/page axe-playwright-python==0.1.8

test-page: setup setup-page build ## look at the page of a router in Chromium, at its metrics with promtool
	Tests/sandbox Tests/page/run .build/debug $(AXE)

screenshots: setup setup-page build ## test-page, and put pictures of the page into docs/
	Tests/sandbox Tests/page/run .build/debug $(AXE) docs/images

crash: build ## kill runs at every point and 300 random times, cut the power at every fsync, let faults happen: over an hour
	Tests/sandbox Tests/crash/run .build/debug

soak: build ## let the agent follow a repository that changes at random, on a server that fails, for half an hour
	Tests/sandbox Tests/soak/run .build/debug

check: setup ## format, imports, links, shell scripts, lengths
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks
	Tests/checks/imports
	Tests/checks/links
	Tests/checks/scripts
	Tests/checks/lengths

bench: release ## measure against floors in plain C
	$(SWIFT) build $(RELEASE) --product planning-benchmark
	Tests/sandbox Benchmarks/run .build/release

clean: ## remove all that was built
	rm -rf .build .build-v2
