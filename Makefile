# Everything one can do here. `make` alone lists it.
PREFIX ?= /usr/local
BINARY = .build/release/simdeck

.PHONY: help demo build test faults bench soak lint themes screenshots install dist deb man clean

help:
	@sed -n 's/^## //p' Makefile

## make demo         install what is missing, build, and open the console over an embedded sandbox
demo: build
	$(BINARY) --demo

## make build        the release binary, .build/release/simdeck
build:
	@Scripts/bootstrap build
	swift build -c release --product simdeck

## make test         install what is missing and run every test
test:
	@Scripts/bootstrap test
	swift build --build-tests
	swift test --skip-build

## make faults       the long proof of the operations: 10000 runs with faults and crashes (`make test` has 500)
faults: export SIMDECK_FAULT_RUNS ?= 10000
faults:
	@Scripts/bootstrap test
	swift build --build-tests
	swift test --skip-build --filter FaultTests

## make bench        measure start, keys, redraws and sweeps (docs/performance.md)
bench: build
	@Scripts/bootstrap test
	python3 Scripts/bench.py $(BINARY)

## make soak         hours of a sandbox's time over 100,000 cards: memory, limits, truth; MINUTES=6 of ours
soak: build
	@Scripts/bootstrap test
	python3 Scripts/soak.py $(BINARY) $(or $(MINUTES),6)

## make lint         formatting of the sources
lint:
	swift format lint --strict --recursive --parallel Sources Tests Package.swift

## make themes       put the files of themes/ into the sources, for binaries without files
themes:
	python3 Scripts/embed-themes.py

## make screenshots  all pictures of the running program, into screenshots/ (the same on a quiet machine)
screenshots: build
	@Scripts/bootstrap screenshots
	Scripts/record-screenshots $(BINARY)

## make install      into PREFIX (default /usr/local)
install: build
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/simdeck/themes"
	install -m 755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/simdeck"
	for page in man1/simdeck.1 man5/simdeck-config.5 man7/simdeck-keys.7 zh_CN/man1/simdeck.1 zh_CN/man7/simdeck-keys.7; do \
		install -D -m 644 "docs/man/$$page" "$(DESTDIR)$(PREFIX)/share/man/$$page"; done
	install -D -m 644 packaging/completions/bash/simdeck "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/simdeck"
	install -D -m 644 packaging/completions/zsh/_simdeck "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_simdeck"
	install -D -m 644 packaging/completions/fish/simdeck.fish "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/simdeck.fish"
	install -m 644 themes/*.yaml "$(DESTDIR)$(PREFIX)/share/simdeck/themes/"

## make dist         the self-contained, stripped program, the same bytes anywhere: dist/simdeck (docs/packaging.md)
dist:
	@Scripts/bootstrap dist
	Scripts/build-static
	install -d dist/themes
	install -m 755 .build-static/release/simdeck dist/simdeck
	strip --remove-section=.comment dist/simdeck
	install -m 644 themes/*.yaml dist/themes/
	cd dist && sha256sum simdeck > SHA256SUMS

## make deb          dist/simdeck_VERSION_ARCH.deb from dist/simdeck, and dist/SHA256SUMS (docs/packaging.md)
deb:
	Scripts/build-deb

## make man          the manual and the completion scripts anew, from the program (docs/man, packaging/completions)
man:
	@Scripts/bootstrap build
	swift build --product simdeck
	.build/debug/simdeck generate man docs/man
	.build/debug/simdeck generate man docs/man --lang zh
	.build/debug/simdeck generate completions packaging/completions

clean:
	rm -rf .build .build-static dist
