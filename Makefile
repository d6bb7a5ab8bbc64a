# Chuẩn. `make run` and `make test` do everything on a fresh Debian machine; `make help` lists the rest.
SHELL := /bin/sh
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:

ifeq ($(origin CC),default)
CC := gcc
endif
BUILD ?= build
PREFIX ?= /usr/local
DESTDIR ?=
LUA := lua5.4
VERSION := $(shell sed -n 's/^.define CHUAN_VERSION "\(.*\)"/\1/p' engine/chuan.h)
SOVERSION := 0
# V=1 shows every command.
Q := $(if $(V),,@)
JOBS := $(shell nproc 2>/dev/null || echo 2)

# --- what Debian packages are needed, in one place ---------------------------------------------------------
PACKAGES_RUN := gcc libc6-dev make pkg-config lua5.4 liblua5.4-dev lua-filesystem libsqlite3-dev sqlite3 \
  libutf8proc-dev libgmp-dev libmd-dev libxlsxwriter-dev libseccomp-dev \
  libzip-dev libexpat1-dev libyajl-dev libshp-dev
PACKAGES_TEST := $(PACKAGES_RUN) g++ lua-busted libcmocka-dev libcsv-dev libfreexl-dev zip unzip strace
PACKAGES_LINT := $(PACKAGES_TEST) clang-tidy clang-format cppcheck lua-check
PACKAGES_FUZZ := $(PACKAGES_TEST) clang libclang-rt-dev
PACKAGES_CHECKS := $(PACKAGES_TEST) valgrind hyperfine gcovr

# --- flags ---------------------------------------------------------------------------------------------------
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
CFLAGS ?= -O2 -g
LUA_CFLAGS := $(shell pkg-config --cflags lua5.4 2>/dev/null || echo -I/usr/include/lua5.4)
COMMON_CFLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L $(WARNINGS) -fPIC -fvisibility=hidden -pthread -Iengine \
  $(LUA_CFLAGS) $(CFLAGS)
ALL_CFLAGS = $(COMMON_CFLAGS) $(EXTRA)
LDLIBS := -lsqlite3 -llua5.4 -lutf8proc -lgmp -lmd -lxlsxwriter -lseccomp -ldl -lm -pthread

# --- sources -------------------------------------------------------------------------------------------------
LIBRARY_SOURCES := $(wildcard engine/base/*.c engine/facts/*.c engine/import/*.c engine/rules/*.c \
  engine/evaluate/*.c engine/output/*.c engine/library/*.c)
LIBRARY_OBJECTS := $(LIBRARY_SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/schema.o
CLI_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard engine/cli/*.c))
# What a plugin needs beside libc: headers (without one it is skipped), libraries, folders it shares with others.
PLUGIN_HEADERS_xlsx := zip.h expat.h
PLUGIN_LIBS_xlsx := -lzip -lexpat
PLUGIN_SHARES_xlsx := package values
PLUGIN_HEADERS_ods := zip.h expat.h
PLUGIN_LIBS_ods := -lzip -lexpat
PLUGIN_SHARES_ods := package values
PLUGIN_SHARES_xls := values
PLUGIN_HEADERS_dbf := shapefil.h
PLUGIN_LIBS_dbf := -lshp
PLUGIN_SHARES_dbf := values
PLUGIN_HEADERS_json := yajl/yajl_parse.h
PLUGIN_LIBS_json := -lyajl
PLUGIN_HEADERS_sqlite := sqlite3.h
PLUGIN_LIBS_sqlite := -lsqlite3
PLUGIN_SHARES_sqlite := values
PLUGIN_PARTS := package values
PLUGIN_FOLDERS := $(sort $(notdir $(patsubst %/,%,$(dir $(wildcard plugins/*/*.c)))))
# $(call HAS,headers): not empty when the compiler finds them all. Inside a function `\#` stays as it is, so `#` has a name.
HASH := \#
HAS = $(if $(1),$(shell printf '$(HASH)include <%s>\n' stdio.h $(1) | $(CC) -E -x c - >/dev/null 2>&1 && echo yes),yes)
PLUGIN_NAMES := $(foreach name,$(filter-out $(PLUGIN_PARTS),$(PLUGIN_FOLDERS)),$(if $(call HAS,$(PLUGIN_HEADERS_$(name))),$(name)))
PLUGINS_SKIPPED := $(filter-out $(PLUGIN_PARTS) $(PLUGIN_NAMES),$(PLUGIN_FOLDERS))
PLUGINS := $(PLUGIN_NAMES:%=$(BUILD)/plugins/%.so)
UNIT_TESTS := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))
FUZZERS := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))

all: $(BUILD)/chuan $(PLUGINS) $(BUILD)/lua/chuan.so ## build the command, the library, the plugins, the Lua module
	@$(foreach name,$(PLUGINS_SKIPPED),echo "bỏ qua trình đọc $(name): thiếu / plugin $(name) skipped, missing: $(PLUGIN_HEADERS_$(name))";)

# A changed compiler, flag or prefix rebuilds what depends on it, and nothing else.
define REMEMBER
@mkdir -p $(@D); printf '%s\n' '$(subst ','\'',$(1))' | cmp -s - $@ || printf '%s\n' '$(subst ','\'',$(1))' > $@
endef
$(BUILD)/flags: FORCE
	$(call REMEMBER,$(CC) $(COMMON_CFLAGS))
$(BUILD)/prefix: FORCE
	$(call REMEMBER,$(PREFIX))

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(if $(V),,@echo "  CC $<")
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@
$(BUILD)/engine/evaluate/kernels.o $(BUILD)/engine/evaluate/kernels_verdict.o: EXTRA = -O3 -fno-trapping-math
$(BUILD)/engine/library/%.o: EXTRA = -DCHUAN_PLUGIN_DIR='"$(PREFIX)/lib/chuan/plugins"'
$(BUILD)/engine/library/handle.o: $(BUILD)/prefix

# The numbered migrations of data/schema become one array of texts; nothing generated is committed.
$(BUILD)/schema.c: $(wildcard data/schema/*.sql) data/schema/embed.lua
	@mkdir -p $(@D)
	$(Q)$(LUA) data/schema/embed.lua data/schema > $@
$(BUILD)/schema.o: $(BUILD)/schema.c $(BUILD)/flags
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/libchuan.so.$(SOVERSION): $(LIBRARY_OBJECTS) engine/exports.map
	$(if $(V),,@echo "  LINK $@")
	$(Q)$(CC) $(CFLAGS) -shared -Wl,-soname,libchuan.so.$(SOVERSION) -Wl,-z,defs \
	  -Wl,--version-script=engine/exports.map -o $@ $(LIBRARY_OBJECTS) $(LDLIBS)
$(BUILD)/libchuan.so: $(BUILD)/libchuan.so.$(SOVERSION)
	$(Q)ln -sf $(<F) $@
$(BUILD)/chuan: $(CLI_OBJECTS) $(BUILD)/libchuan.so
	$(if $(V),,@echo "  LINK $@")
	$(Q)$(CC) $(CFLAGS) -o $@ $(CLI_OBJECTS) -L$(BUILD) -lchuan -Wl,-rpath,'$$ORIGIN' -Wl,-rpath,'$$ORIGIN/../lib'
$(BUILD)/lua/chuan.so: $(patsubst %.c,$(BUILD)/%.o,$(wildcard engine/lua/*.c)) $(BUILD)/libchuan.so
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) -shared -o $@ $(filter %.o,$^) -L$(BUILD) -lchuan -Wl,-rpath,'$$ORIGIN/..' -Wl,-rpath,'$$ORIGIN/../..'

define PLUGIN_RULE
$$(BUILD)/plugins/$(1).so: $$(patsubst %.c,$$(BUILD)/%.o,$$(wildcard plugins/$(1)/*.c $$(PLUGIN_SHARES_$(1):%=plugins/%/*.c)))
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(CFLAGS) -shared -Wl,-z,defs -o $$@ $$^ $$(PLUGIN_LIBS_$(1))
endef
$(foreach name,$(PLUGIN_NAMES),$(eval $(call PLUGIN_RULE,$(name))))

# --- running -------------------------------------------------------------------------------------------------
run: ## install what is missing, build, judge Ninh Thuận's communes and show the result
	@$(MAKE) --no-print-directory packages PACKAGES="$(PACKAGES_RUN)"
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@BUILD=$(BUILD) sh data/ninh-thuan/run.sh

# Installs the missing ones of $(PACKAGES); says what to do where it may not.
packages:
	@missing=; for p in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}\n' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
	[ -z "$$missing" ] && exit 0; \
	if [ "$$(id -u)" = 0 ]; then sudo=; elif command -v sudo >/dev/null; then sudo=sudo; else \
	  echo "Hãy cài các gói Debian này trước / Please install these Debian packages first:$$missing" >&2; exit 1; fi; \
	echo "Đang cài / Installing:$$missing"; \
	$$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing >/dev/null

# --- testing -------------------------------------------------------------------------------------------------
$(BUILD)/libchuan-internal.a: $(LIBRARY_OBJECTS)
	@rm -f $@
	$(Q)ar rcs $@ $(LIBRARY_OBJECTS)
$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libchuan-internal.a $(BUILD)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -DCHUAN_TEST_BUILD='"$(BUILD)"' -MMD -MP -MF $@.d -o $@ $< $(BUILD)/libchuan-internal.a -lcmocka -lcsv -lfreexl $(LDLIBS) \
	  $(PLUGIN_LIBS_$(patsubst test_plugin_%,%,$*))
$(BUILD)/failing_malloc.so: tests/torture/failing_malloc.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) -std=gnu11 -O2 -Wall -Wextra -Werror -shared -fPIC -o $@ $< -ldl

# Counts the memory and processor time of a command and of the processes that it waited for.
$(BUILD)/stopwatch: tests/bench/stopwatch.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c11 -O2 -Wall -Wextra -Werror -o $@ $<

# Plugins that misbehave, for the specs only.
TEST_PLUGINS := $(patsubst tests/plugins/%.c,$(BUILD)/test-plugins/%.so,$(wildcard tests/plugins/*.c))
$(BUILD)/test-plugins/%.so: tests/plugins/%.c tests/plugins/bad_plugin.h $(BUILD)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -shared -o $@ $<

TEST_PARTS := all $(UNIT_TESTS) $(BUILD)/failing_malloc.so $(BUILD)/stopwatch $(TEST_PLUGINS)

test: ## install what is missing, build, run every test
	@$(MAKE) --no-print-directory packages PACKAGES="$(PACKAGES_TEST)"
	@$(MAKE) --no-print-directory -j$(JOBS) test-parts
	@BUILD=$(BUILD) CC="$(CC)" $(LUA) tests/run.lua
test-parts: $(TEST_PARTS)

oracle: all ## compare with the slow oracle for longer: make oracle CASES=5000000
	@BUILD=$(BUILD) CASES=$(or $(CASES),2000000) $(LUA) tests/run.lua oracle

mutate: all ## small slips in copies of the rules: how many check notices (make mutate COUNT=1000 SEED=1)
	@BUILD=$(BUILD) $(LUA) tests/mutate.lua $(or $(COUNT),1000) $(or $(SEED),1)

SANITIZE := -O1 -g -Wno-format-truncation -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
asan: ## every test under AddressSanitizer and UBSan
	@$(MAKE) --no-print-directory packages PACKAGES="$(PACKAGES_TEST)"
	@$(MAKE) --no-print-directory -j$(JOBS) test-parts BUILD=$(BUILD)/asan CFLAGS="$(SANITIZE)"
	@BUILD=$(BUILD)/asan CC="$(CC)" CHUAN_SANITIZED="$$($(CC) -print-file-name=libasan.so)" $(LUA) tests/run.lua

# One instruction set: valgrind 3.19 takes AVX comparisons with NaN for something else than the processor does.
valgrind: ## the C tests, and every spec with the command under valgrind
	@$(MAKE) --no-print-directory packages PACKAGES="$(PACKAGES_CHECKS)"
	@$(MAKE) --no-print-directory -j$(JOBS) test-parts BUILD=$(BUILD)/plain CFLAGS="-O2 -g -DCHUAN_NO_CLONES"
	@BUILD=$(BUILD)/plain sh tests/valgrind.sh

FUZZ_SECONDS ?= 600
fuzz: ## every fuzz target for FUZZ_SECONDS (600) each
	@$(MAKE) --no-print-directory packages PACKAGES="$(PACKAGES_FUZZ)"
	@$(MAKE) --no-print-directory -j$(JOBS) fuzzers BUILD=$(BUILD)/fuzzing CC=clang \
	  CFLAGS="-O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all"
	@for f in $(notdir $(FUZZERS)); do sh tests/fuzz/run.sh $(BUILD)/fuzzing/fuzz/$$f $(FUZZ_SECONDS) || exit 1; done
fuzzers: $(FUZZERS)
$(BUILD)/fuzz/%: tests/fuzz/%.c $(BUILD)/libchuan-internal.a $(BUILD)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer -o $@ $< $(wildcard tests/fuzz/host_*.c) $(BUILD)/libchuan-internal.a $(LDLIBS) \
	  $(PLUGIN_LIBS_$(patsubst fuzz_%,%,$*))

bench: ## speed and memory against SQLite and a hand-written loop, in one run
	@$(MAKE) --no-print-directory packages PACKAGES="$(PACKAGES_RUN)"
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@BUILD=$(BUILD) CC="$(CC)" $(LUA) tests/bench/bench.lua

# --- order ---------------------------------------------------------------------------------------------------
C_FILES := $(shell git ls-files '*.c' '*.h' 2>/dev/null)
lint: ## clang-tidy, cppcheck, luacheck, house rules
	@$(MAKE) --no-print-directory packages PACKAGES="$(PACKAGES_LINT)"
	@BUILD=$(BUILD) sh tests/lint.sh "$(ALL_CFLAGS)"
format: ## clang-format over every C file
	@$(MAKE) --no-print-directory packages PACKAGES="$(PACKAGES_LINT)"
	clang-format -i $(C_FILES)

install: all ## install under DESTDIR and PREFIX
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/include $(DESTDIR)$(PREFIX)/lib/pkgconfig \
	  $(DESTDIR)$(PREFIX)/lib/chuan/plugins $(DESTDIR)$(PREFIX)/lib/lua/5.4 $(DESTDIR)$(PREFIX)/share/chuan
	install -m 755 $(BUILD)/chuan $(DESTDIR)$(PREFIX)/bin/chuan
	install -m 644 engine/chuan.h engine/chuan_plugin.h $(DESTDIR)$(PREFIX)/include
	install -m 755 $(BUILD)/libchuan.so.$(SOVERSION) $(DESTDIR)$(PREFIX)/lib
	ln -sf libchuan.so.$(SOVERSION) $(DESTDIR)$(PREFIX)/lib/libchuan.so
	install -m 755 $(PLUGINS) $(DESTDIR)$(PREFIX)/lib/chuan/plugins
	install -m 755 $(BUILD)/lua/chuan.so $(DESTDIR)$(PREFIX)/lib/lua/5.4/chuan.so
	cp -R rules $(DESTDIR)$(PREFIX)/share/chuan/
	printf 'prefix=%s\nName: chuan\nDescription: An exact and explained rules engine\nVersion: %s\nLibs: -L$${prefix}/lib -lchuan\nCflags: -I$${prefix}/include\n' \
	  '$(PREFIX)' '$(VERSION)' > $(DESTDIR)$(PREFIX)/lib/pkgconfig/chuan.pc

clean: ## remove everything built
	rm -rf $(BUILD)

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) | while IFS="$$(printf '\t')" read -r t d; do \
	  printf '  make %-10s %s\n' "$$t" "$$d"; done

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
FORCE:
.PHONY: all run packages test test-parts oracle mutate asan valgrind fuzz fuzzers bench lint format install clean help FORCE
