/* Asks the real kernel what a filter says to calls, without making them: filter-verdicts FILTER-FILE < calls > verdicts
 *
 * A call is a line `entry number a0 … a5` in hexadecimal; entry is 0 for the 64-bit `syscall`, 1 for the 32-bit `int 0x80`.
 * The answer is `allow`, `notify` or `errno N`. The calls are made under two filters: ours and, below it, one that keeps
 * whatever ours lets through from happening. It knows them by the address of the instruction, so the rest of this program
 * can live. RET_TRACE without a tracer is ENOSYS and yields to a notification; RET_ERRNO yields to another RET_ERRNO that
 * was installed later. Both together tell the three apart. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_CALLS = 200000, NOTIFIED = 1000, HELD_BACK = 777 };

struct call { uint64_t entry, nr, args[6]; };
static struct call calls[MOST_CALLS];
static int *results[2];
static long count;
static struct sock_fprog program;
static volatile int listener = -1, done;

#if defined(__x86_64__)
__asm__(".text\n.globl call_native, call_native_end, call_old, call_old_end\n"
        "call_native:\n mov %rdi, %r11\n mov (%r11), %rax\n mov 8(%r11), %rdi\n mov 16(%r11), %rsi\n mov 24(%r11), %rdx\n"
        " mov 32(%r11), %r10\n mov 40(%r11), %r8\n mov 48(%r11), %r9\n syscall\ncall_native_end:\n ret\n"
        "call_old:\n push %rbx\n push %rbp\n mov %rdi, %r11\n mov (%r11), %rax\n mov 8(%r11), %rbx\n mov 16(%r11), %rcx\n"
        " mov 24(%r11), %rdx\n mov 32(%r11), %rsi\n mov 40(%r11), %rdi\n mov 48(%r11), %rbp\n int $0x80\ncall_old_end:\n"
        " pop %rbp\n pop %rbx\n ret\n");
long call_native(const uint64_t *nr_and_args), call_old(const uint64_t *nr_and_args);
extern char call_native_end[], call_old_end[];
#else
#error "only x86-64 is known here"
#endif

static void die(const char *what) { perror(what); exit(2); }

static void install(struct sock_fprog *filter, unsigned flags) {
  long fd = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, filter);
  if (fd < 0) die("seccomp");
  if (flags != 0) listener = (int)fd;
}

/* Holds back what the two instructions above ask for. */
static void install_net(unsigned held_back) {
  uint64_t native = (uint64_t)call_native_end, old = (uint64_t)call_old_end;
  struct sock_filter code[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, instruction_pointer)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)native, 2, 0),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)old, 1, 0),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    BPF_STMT(BPF_RET | BPF_K, held_back),
  };
  struct sock_fprog net = {.len = 5, .filter = code};
  install(&net, 0);
}

static void *answer(void *unused) {
  struct seccomp_notif request;
  struct seccomp_notif_resp response;
  while (listener < 0) {}
  for (;;) {
    memset(&request, 0, sizeof request);
    if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &request)) continue;
    memset(&response, 0, sizeof response);
    response.id = request.id;
    response.error = -NOTIFIED;
    ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &response);
  }
  return unused;
}

static void *watch(void *unused) {
  while (!done) usleep(1000);
  _exit(0);
  return unused;
}

/* Makes all calls under one net, in a process of its own. */
static void round_under(unsigned held_back, int *result) {
  pid_t child = fork();
  if (child == 0) {
    pthread_t thread;
    pthread_create(&thread, NULL, answer, NULL);
    pthread_create(&thread, NULL, watch, NULL);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) die("prctl");
    install_net(held_back);
    install(&program, SECCOMP_FILTER_FLAG_NEW_LISTENER);
    for (long i = 0; i < count; i++)
      result[i] = (int)(calls[i].entry == 0 ? call_native(&calls[i].nr) : (int)call_old(&calls[i].nr));
    done = 1;
    for (;;) {}
  }
  int status;
  waitpid(child, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) { fprintf(stderr, "a round ended with status %x\n", status); exit(2); }
}

int main(int argc, char **argv) {
  static struct sock_filter code[4096];
  FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
  if (!file) die("filter");
  program.len = (unsigned short)fread(code, sizeof *code, 4096, file);
  program.filter = code;
  for (struct call *c = calls; count < MOST_CALLS; c++, count++)
    if (scanf("%lx %lx %lx %lx %lx %lx %lx %lx", &c->entry, &c->nr, &c->args[0], &c->args[1], &c->args[2], &c->args[3],
              &c->args[4], &c->args[5]) != 8) break;
  size_t size = (size_t)count * sizeof(int) + 1;
  for (int i = 0; i < 2; i++) {
    char name[] = "/tmp/sbx-verdicts-XXXXXX";
    int fd = mkstemp(name);
    if (fd < 0 || ftruncate(fd, (off_t)size)) die("memory");
    unlink(name);
    results[i] = (int *)(intptr_t)syscall(SYS_mmap, 0, size, 3 /* read, write */, 1 /* shared */, fd, 0);
  }
  round_under(SECCOMP_RET_TRACE, results[0]);
  round_under(SECCOMP_RET_ERRNO | HELD_BACK, results[1]);
  for (long i = 0; i < count; i++) {
    if (results[1][i] != -HELD_BACK) printf("errno %d\n", -results[1][i]);
    else puts(results[0][i] == -NOTIFIED ? "notify" : "allow");
  }
}
