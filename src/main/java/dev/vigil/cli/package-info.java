/**
 * The command line: without arguments the jar is the service, with a command it does that one thing and ends, without
 * starting Quarkus. Each command is a class here that reads its options, calls one room and turns mistakes into one
 * line and an exit code. It must not hold what the rooms can do by themselves.
 */
package dev.vigil.cli;
