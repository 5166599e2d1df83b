/** No sandboxing: every category and facility off. What the supervisor refuses whatever the policy says stays refused. */
export const OFF = `sandbox/all:off
sandbox/fs,ioctl,lock,mem,pid,pty,force,tpe,uring:off
`;
