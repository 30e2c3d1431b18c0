export { MarkdownArticle } from './MarkdownArticle';
