export { ToDoTable } from './ToDoTable';
