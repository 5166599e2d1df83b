/* Tells what execve(2) of each file named on standard input comes to, without running one instruction of it:
 * the child is traced, so a started program stops before its first instruction and is killed there.
 * Prints "runs", "killed SIGNAL" or "refused ERRNO" for each. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

static void probe(char *path)
{
    int report[2], error = 0, status = 0;
    if (pipe2(report, 02000000 /* O_CLOEXEC */) != 0) _exit(1);
    pid_t child = fork();
    if (child < 0) _exit(1);
    if (child == 0) {
        char *arguments[] = {path, NULL}, *environment[] = {NULL};
        if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0) _exit(1);
        execve(path, arguments, environment);
        error = errno;
        if (write(report[1], &error, sizeof error) < 0) _exit(1);
        _exit(0);
    }
    close(report[1]);
    waitpid(child, &status, 0);
    if (WIFSTOPPED(status)) {
        int stop = WSTOPSIG(status);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        if (stop == SIGTRAP) puts("runs");
        else printf("killed %d\n", stop);
    } else if (read(report[0], &error, sizeof error) == sizeof error) {
        printf("refused %d\n", error);
    } else {
        printf("killed %d\n", WIFSIGNALED(status) ? WTERMSIG(status) : 0);
    }
    close(report[0]);
}

int main(void)
{
    char path[4096];
    while (fgets(path, sizeof path, stdin) != NULL) {
        path[strcspn(path, "\n")] = 0;
        probe(path);
    }
    return 0;
}
