# Chuẩn: `make help` lists the targets.
SHELL := /bin/sh
CC ?= gcc
BUILD ?= build
PREFIX ?= /usr/local
DESTDIR ?=
VERSION := $(shell sed -n 's/^\#define CHUAN_VERSION "\(.*\)"/\1/p' engine/chuan.h)
SOVERSION := 0

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
CFLAGS ?= -O2 -g
ALL_CFLAGS := -std=c11 -D_POSIX_C_SOURCE=200809L $(WARNINGS) -fPIC -fvisibility=hidden -pthread \
  -Iengine -I/usr/include/lua5.4 $(CFLAGS)
LDLIBS := -lsqlite3 -llua5.4 -lutf8proc -lgmp -lmd -ldl -lm -pthread

LIBRARY_SOURCES := $(wildcard engine/base/*.c engine/facts/*.c engine/import/*.c engine/rules/*.c \
  engine/evaluate/*.c engine/output/*.c engine/library/*.c)
LIBRARY_OBJECTS := $(LIBRARY_SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/schema.o
CLI_SOURCES := $(wildcard engine/cli/*.c)
CLI_OBJECTS := $(CLI_SOURCES:%.c=$(BUILD)/%.o)
PLUGIN_NAMES := $(notdir $(patsubst %/,%,$(dir $(wildcard plugins/*/*.c))))
PLUGINS := $(PLUGIN_NAMES:%=$(BUILD)/plugins/%.so)

all: $(BUILD)/chuan $(PLUGINS)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

# The numbered migrations of data/schema become one array of strings; nothing generated is committed.
$(BUILD)/schema.c: $(wildcard data/schema/*.sql) data/schema/embed.lua
	@mkdir -p $(@D)
	lua5.4 data/schema/embed.lua data/schema > $@
$(BUILD)/schema.o: $(BUILD)/schema.c
	$(CC) $(ALL_CFLAGS) -c $< -o $@

$(BUILD)/libchuan.so.$(SOVERSION): $(LIBRARY_OBJECTS)
	$(CC) $(CFLAGS) -shared -Wl,-soname,libchuan.so.$(SOVERSION) -Wl,-z,defs -o $@ $^ $(LDLIBS)
$(BUILD)/libchuan.so: $(BUILD)/libchuan.so.$(SOVERSION)
	ln -sf $(<F) $@
$(BUILD)/chuan: $(CLI_OBJECTS) $(BUILD)/libchuan.so
	$(CC) $(CFLAGS) -o $@ $(CLI_OBJECTS) -L$(BUILD) -lchuan -Wl,-rpath,'$$ORIGIN' -Wl,-rpath,'$$ORIGIN/../lib'

$(BUILD)/plugins/%.so: $(wildcard plugins/%/*.c) engine/chuan_plugin.h
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -shared -Wl,-z,defs -o $@ $(wildcard plugins/$*/*.c)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
.PHONY: all
