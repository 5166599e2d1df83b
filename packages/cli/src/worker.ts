import { serveAsWorker, workerTask } from "@sbx/native";

const task = workerTask();
if (task !== undefined) serveAsWorker(task);
