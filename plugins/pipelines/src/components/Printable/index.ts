export { Printable } from './Printable';
